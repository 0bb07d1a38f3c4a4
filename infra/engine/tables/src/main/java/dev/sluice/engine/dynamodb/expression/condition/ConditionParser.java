package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.path.PathParser;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.Token;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses conditions. OR binds loosest, then AND, NOT, and comparisons. */
public final class ConditionParser {

    private static final int DEPTH_MAX = 300;
    private static final int IN_MAX = 100;

    private final Tokens tokens;
    private final PathParser paths;
    private final Placeholders placeholders;
    private final Functions functions;
    private int depth;
    private int lastOpen = -1;
    private int lastClose = -1;

    ConditionParser(Tokens tokens, PathParser paths, Placeholders placeholders) {
        this.tokens = tokens;
        this.paths = paths;
        this.placeholders = placeholders;
        this.functions = new Functions(tokens.kind());
    }

    Condition parse() {
        Condition condition = condition(or());
        tokens.expectEnd();
        return condition;
    }

    private ConditionNode or() {
        ConditionNode left = and();
        while (tokens.acceptKeyword("OR")) {
            left = new Condition.Or(condition(left), condition(and()));
        }
        return left;
    }

    private ConditionNode and() {
        ConditionNode left = not();
        while (tokens.acceptKeyword("AND")) {
            left = new Condition.And(condition(left), condition(not()));
        }
        return left;
    }

    private ConditionNode not() {
        if (++depth > DEPTH_MAX) {
            throw tokens.kind().invalid("The expression contains too many operators; operator count: " + depth);
        }
        try {
            return tokens.acceptKeyword("NOT") ? new Condition.Not(condition(not())) : comparison();
        } finally {
            depth--;
        }
    }

    private ConditionNode comparison() {
        ConditionNode left = primary();
        Optional<Comparator> comparator = Comparator.of(tokens.peek());
        if (comparator.isPresent()) {
            tokens.next();
            return functions.compare(comparator.get(), operand(left), operand(primary()));
        } else if (tokens.acceptKeyword("BETWEEN")) {
            return between(operand(left));
        } else if (tokens.acceptKeyword("IN")) {
            return in(operand(left));
        }
        return left;
    }

    private Condition between(Operand operand) {
        Operand low = operand(primary());
        if (!tokens.acceptKeyword("AND")) {
            throw tokens.unexpected();
        }
        return functions.between(operand, low, operand(primary()));
    }

    private Condition in(Operand operand) {
        tokens.expect("(");
        List<Operand> list = arguments();
        if (list.size() > IN_MAX) {
            throw tokens.kind()
                    .invalid("Incorrect number of operands for operator or function; operator or function: IN,"
                            + " number of operands: " + (list.size() + 1));
        }
        return new Condition.In(operand, list);
    }

    private ConditionNode primary() {
        Token token = tokens.peek();
        if (token.symbol("(")) {
            return parenthesis();
        } else if (token.type() == Token.Type.VALUE_PLACEHOLDER) {
            tokens.next();
            return new Operand.Literal(placeholders.value(tokens.kind(), token.text()));
        } else if (token.type() == Token.Type.NAME && tokens.peekSecond().symbol("(")) {
            tokens.next();
            tokens.next();
            return functions.call(token.text(), arguments());
        }
        return new Operand.Attribute(paths.path());
    }

    private ConditionNode parenthesis() {
        int open = tokens.position();
        tokens.expect("(");
        ConditionNode inner = or();
        if (lastOpen == open + 1
                && lastClose == tokens.position() - 1
                && tokens.peek().symbol(")")) {
            throw tokens.kind().invalid("The expression has redundant parentheses;");
        }
        lastOpen = open;
        lastClose = tokens.position();
        tokens.expect(")");
        return inner;
    }

    /** What stands between parentheses and commas; the opening parenthesis has been read. */
    private List<Operand> arguments() {
        List<Operand> arguments = new ArrayList<>();
        do {
            arguments.add(operand(primary()));
        } while (tokens.accept(","));
        tokens.expect(")");
        return arguments;
    }

    private Condition condition(ConditionNode node) {
        if (node instanceof Condition condition) {
            return condition;
        }
        throw node instanceof Operand.Size ? misused("size") : tokens.unexpected();
    }

    private Operand operand(ConditionNode node) {
        if (node instanceof Operand operand) {
            return operand;
        }
        throw Functions.name((Condition) node).map(this::misused).orElseGet(tokens::unexpected);
    }

    private AwsException misused(String function) {
        return tokens.kind()
                .invalid("The function is not allowed to be used this way in an expression; function: " + function);
    }
}
