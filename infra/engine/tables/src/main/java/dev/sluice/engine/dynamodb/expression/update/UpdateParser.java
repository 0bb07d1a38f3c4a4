package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.dynamodb.expression.path.Overlaps;
import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.path.PathParser;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.Token;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parses update expressions: sections of SET, REMOVE, ADD and DELETE, each at most once. */
public final class UpdateParser {

    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
    private static final Map<AttributeValue.Type, String> LONG_NAMES = Map.of(
            AttributeValue.Type.S, "STRING",
            AttributeValue.Type.N, "NUMBER",
            AttributeValue.Type.B, "BINARY",
            AttributeValue.Type.NULL, "NULL",
            AttributeValue.Type.BOOL, "BOOLEAN",
            AttributeValue.Type.L, "LIST",
            AttributeValue.Type.M, "MAP");

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final PathParser paths;
    private final UpdateValueParser values;
    private final List<UpdateAction> actions = new ArrayList<>();

    UpdateParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.paths = new PathParser(tokens, placeholders);
        this.values = new UpdateValueParser(tokens, paths, placeholders);
    }

    List<UpdateAction> parse() {
        Set<String> seen = new HashSet<>();
        do {
            String section = tokens.peek().text().toUpperCase(Locale.ROOT);
            if (tokens.peek().type() != Token.Type.NAME || !SECTIONS.contains(section)) {
                throw tokens.unexpected();
            }
            if (!seen.add(section)) {
                throw tokens.kind()
                        .invalid("The \"" + section + "\" section can only be used once in an update expression;");
            }
            tokens.next();
            section(section);
        } while (tokens.peek().type() != Token.Type.END);
        Overlaps.check(tokens.kind(), actions.stream().map(UpdateAction::path).toList());
        return actions;
    }

    private void section(String section) {
        do {
            Path path = paths.path();
            actions.add(
                    switch (section) {
                        case "SET" -> set(path);
                        case "REMOVE" -> new UpdateAction.Remove(path);
                        case "ADD" -> new UpdateAction.Add(path, operand(section));
                        default -> new UpdateAction.Delete(path, operand(section));
                    });
        } while (tokens.accept(","));
    }

    private UpdateAction set(Path path) {
        tokens.expect("=");
        return new UpdateAction.Set(path, values.value());
    }

    private AttributeValue operand(String section) {
        Token token = tokens.peek();
        if (token.type() != Token.Type.VALUE_PLACEHOLDER) {
            throw tokens.unexpected();
        }
        tokens.next();
        AttributeValue value = placeholders.value(tokens.kind(), token.text());
        String name = LONG_NAMES.get(value.type());
        if (name != null && !(section.equals("ADD") && value instanceof AttributeValue.N)) {
            throw tokens.kind()
                    .invalid("Incorrect operand type for operator or function; operator: " + section
                            + ", operand type: " + name + ", typeSet: ALLOWED_FOR_" + section + "_OPERAND");
        }
        return value;
    }
}
