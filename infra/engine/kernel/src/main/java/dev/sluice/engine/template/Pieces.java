package dev.sluice.engine.template;

import dev.sluice.engine.template.Piece.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Splits the template of an input transformer into its parts. */
public final class Pieces {

    private Pieces() {}

    /** Whether a template is one of strings, rather than of JSON: it begins with a quote. */
    public static boolean isStrings(String template) {
        return template.stripLeading().startsWith("\"");
    }

    /** @param known whether a name means a variable; any other text in angle brackets is text */
    public static List<Piece> of(String template, Predicate<String> known) {
        boolean strings = isStrings(template);
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            int end = c == '<' ? template.indexOf('>', at) : -1;
            if (end >= 0 && known.test(template.substring(at + 1, end))) {
                pieces.add(new Piece.Literal(literal.toString()));
                literal.setLength(0);
                Place place = strings ? Place.STRING : quoted ? Place.QUOTED : Place.VALUE;
                pieces.add(new Piece.Variable(template.substring(at + 1, end), place));
                at = end;
                continue;
            }
            literal.append(c);
            if (c == '\\' && at + 1 < template.length()) {
                literal.append(template.charAt(++at));
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        pieces.add(new Piece.Literal(literal.toString()));
        return pieces;
    }
}
