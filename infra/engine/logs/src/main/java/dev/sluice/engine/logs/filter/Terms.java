package dev.sluice.engine.logs.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Terms, case-sensitive: all of the plain ones must be in the message, none of the excluded ({@code -}) may, and any of the
 * optional ones ({@code ?}) must. AWS ignores optional terms beside others.
 */
record Terms(List<String> required, List<String> excluded, List<String> optional) implements FilterPattern {

    @Override
    public boolean matches(String message) {
        if (required.isEmpty() && excluded.isEmpty()) {
            return optional.stream().anyMatch(message::contains);
        }
        return required.stream().allMatch(message::contains)
                && excluded.stream().noneMatch(message::contains);
    }

    static Terms parse(String text) {
        Terms terms = new Terms(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            List<String> kind = c == '-' ? terms.excluded : c == '?' ? terms.optional : terms.required;
            int from = c == '-' || c == '?' ? at + 1 : at;
            at = term(text, from, kind);
        }
        return terms;
    }

    private static int term(String text, int from, List<String> kind) {
        if (from >= text.length() || Character.isWhitespace(text.charAt(from))) {
            throw FilterPattern.invalid("a - or ? stands without a term");
        }
        if (text.charAt(from) == '%') {
            throw FilterPattern.invalid("the engine does not evaluate regular expressions");
        }
        if (text.charAt(from) == '"') {
            return quoted(text, from + 1, kind);
        }
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            char c = text.charAt(end);
            if (!Character.isLetterOrDigit(c) && c != '_') {
                throw FilterPattern.invalid("a term with '" + c + "' must stand in double quotes");
            }
            end++;
        }
        kind.add(text.substring(from, end));
        return end;
    }

    private static int quoted(String text, int from, List<String> kind) {
        StringBuilder term = new StringBuilder();
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                term.append(text.charAt(at));
            } else if (c == '"') {
                kind.add(term.toString());
                return at + 1;
            } else {
                term.append(c);
            }
        }
        throw FilterPattern.invalid("a quoted term does not end");
    }
}
