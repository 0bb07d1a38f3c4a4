package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.path.PathParser;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.Token;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;

/** Parses the right side of a SET: one operand, or the sum or difference of two. */
public final class UpdateValueParser {

    private static final int DEPTH_MAX = 32;

    private final Tokens tokens;
    private final PathParser paths;
    private final Placeholders placeholders;
    private int depth;

    UpdateValueParser(Tokens tokens, PathParser paths, Placeholders placeholders) {
        this.tokens = tokens;
        this.paths = paths;
        this.placeholders = placeholders;
    }

    UpdateValue value() {
        UpdateValue left = operand();
        if (tokens.peek().symbol("+") || tokens.peek().symbol("-")) {
            String operator = tokens.next().text();
            UpdateValue right = operand();
            require(operator, left, AttributeValue.Type.N);
            require(operator, right, AttributeValue.Type.N);
            return new UpdateValue.Sum(left, right, operator.equals("+") ? 1 : -1);
        }
        return left;
    }

    private UpdateValue operand() {
        if (++depth > DEPTH_MAX) {
            throw tokens.kind().invalid("The expression is nested too deeply;");
        }
        Token token = tokens.peek();
        UpdateValue operand;
        if (tokens.accept("(")) {
            operand = value();
            tokens.expect(")");
        } else if (token.type() == Token.Type.VALUE_PLACEHOLDER) {
            tokens.next();
            operand = new UpdateValue.Literal(placeholders.value(tokens.kind(), token.text()));
        } else if (token.type() == Token.Type.NAME && tokens.peekSecond().symbol("(")) {
            tokens.next();
            tokens.next();
            operand = function(token.text(), arguments());
        } else {
            operand = new UpdateValue.Attribute(paths.path());
        }
        depth--;
        return operand;
    }

    private List<UpdateValue> arguments() {
        List<UpdateValue> arguments = new ArrayList<>();
        do {
            arguments.add(operand());
        } while (tokens.accept(","));
        tokens.expect(")");
        return arguments;
    }

    private UpdateValue function(String name, List<UpdateValue> arguments) {
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            throw tokens.kind().invalid("Invalid function name; function: " + name);
        }
        if (arguments.size() != 2) {
            throw tokens.kind()
                    .invalid("Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + arguments.size());
        }
        UpdateValue first = arguments.get(0);
        if (name.equals("list_append")) {
            require(name, first, AttributeValue.Type.L);
            require(name, arguments.get(1), AttributeValue.Type.L);
            return new UpdateValue.ListAppend(first, arguments.get(1));
        }
        if (first instanceof UpdateValue.Attribute attribute) {
            return new UpdateValue.IfNotExists(attribute.path(), arguments.get(1));
        }
        throw tokens.kind()
                .invalid("Operator or function requires a document path; operator or function: if_not_exists");
    }

    private void require(String function, UpdateValue value, AttributeValue.Type wanted) {
        if (value instanceof UpdateValue.Literal literal && literal.value().type() != wanted) {
            throw operandType(function, literal.value().type());
        }
    }

    private AwsException operandType(String function, AttributeValue.Type type) {
        return tokens.kind()
                .invalid("Incorrect operand type for operator or function; operator or function: " + function
                        + ", operand type: " + type);
    }
}
