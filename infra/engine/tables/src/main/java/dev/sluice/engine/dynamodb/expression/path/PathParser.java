package dev.sluice.engine.dynamodb.expression.path;

import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.ReservedWords;
import dev.sluice.engine.dynamodb.expression.token.Token;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Parses document paths; remembers all that it met. */
public final class PathParser {

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final List<Path> met = new ArrayList<>();

    public PathParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    public List<Path> met() {
        return List.copyOf(met);
    }

    public Path path() {
        List<Path.Step> steps = new ArrayList<>();
        steps.add(name());
        while (true) {
            if (tokens.accept(".")) {
                steps.add(name());
            } else if (tokens.accept("[")) {
                steps.add(index());
                tokens.expect("]");
            } else {
                Path path = new Path(List.copyOf(steps));
                met.add(path);
                return path;
            }
        }
    }

    private Path.Step name() {
        Token token = tokens.peek();
        if (token.type() == Token.Type.NAME_PLACEHOLDER) {
            tokens.next();
            return new Path.Name(placeholders.name(tokens.kind(), token.text()));
        }
        if (token.type() != Token.Type.NAME) {
            throw tokens.unexpected();
        }
        if (ReservedWords.contains(token.text())) {
            throw tokens.kind().invalid("Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        tokens.next();
        return new Path.Name(token.text());
    }

    private Path.Step index() {
        Token token = tokens.peek();
        if (token.type() != Token.Type.INTEGER) {
            throw tokens.unexpected();
        }
        tokens.next();
        try {
            return new Path.Index(Integer.parseInt(token.text()));
        } catch (NumberFormatException e) {
            throw tokens.kind().invalid("List index is not within the allowable range; index: [" + token.text() + "]");
        }
    }
}
