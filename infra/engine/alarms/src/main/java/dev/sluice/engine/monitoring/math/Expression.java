package dev.sluice.engine.monitoring.math;

import dev.sluice.engine.monitoring.math.Value.Many;
import dev.sluice.engine.monitoring.math.Value.Scalar;
import dev.sluice.engine.monitoring.math.Value.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates one expression of metric math: {@code + - * / ^}, comparisons, AND and OR, lists, and {@link Functions}. Reads and
 * computes in one pass. Not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric math</a>
 */
public final class Expression {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*([0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|<=|>=|==|!=|&&|\\|\\||\\S)");
    private static final int DEEPEST = 50;

    /** Operators from those that bind least to those that bind most. */
    private static final List<Map<String, DoubleBinaryOperator>> LEVELS = List.of(
            Map.of("OR", Expression::or, "||", Expression::or),
            Map.of("AND", Expression::and, "&&", Expression::and),
            Map.of(
                    "<", (a, b) -> is(a < b),
                    ">", (a, b) -> is(a > b),
                    "<=", (a, b) -> is(a <= b),
                    ">=", (a, b) -> is(a >= b),
                    "==", (a, b) -> is(a == b),
                    "!=", (a, b) -> is(a != b)),
            Map.of("+", Double::sum, "-", (a, b) -> a - b),
            Map.of("*", (a, b) -> a * b, "/", (a, b) -> a / b),
            Map.of("^", Math::pow));

    private final List<String> tokens = new ArrayList<>();
    private final Function<String, Value> ids;
    private final List<Series> metrics;
    private final TreeSet<Long> times;
    private int at;
    private int depth;

    private Expression(String text, Function<String, Value> ids, List<Series> metrics, TreeSet<Long> times) {
        this.ids = ids;
        this.metrics = metrics;
        this.times = times;
        Matcher matcher = TOKEN.matcher(text.strip());
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            matcher.region(matcher.end(), matcher.regionEnd());
        }
    }

    /**
     * Evaluates.
     *
     * @param ids the values of other queries
     * @param metrics what METRICS() stands for: all queries that are not expressions
     * @param times all periods that are asked for, for FILL and IF
     * @throws MathException if it is not an expression, or uses something that the engine does not support
     */
    public static Value evaluate(String text, Function<String, Value> ids, List<Series> metrics, TreeSet<Long> times) {
        Expression expression = new Expression(text, ids, metrics, times);
        Value value = expression.level(0);
        if (expression.at < expression.tokens.size()) {
            throw new MathException("unexpected " + expression.tokens.get(expression.at));
        }
        return value;
    }

    private Value level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Map<String, DoubleBinaryOperator> operators = LEVELS.get(level);
        Value value = level(level + 1);
        for (DoubleBinaryOperator operator = operators.get(peek());
                operator != null;
                operator = operators.get(peek())) {
            at++;
            value = Value.combine(value, level(level + 1), operator);
        }
        return value;
    }

    private Value unary() {
        if (++depth > DEEPEST) {
            throw new MathException("the expression is nested too deeply");
        }
        Value value;
        if (peek().equals("-")) {
            at++;
            value = unary().map(number -> -number);
        } else {
            value = primary();
        }
        depth--;
        return value;
    }

    private Value primary() {
        String token = next();
        if (token.matches("\\.?[0-9].*")) {
            return new Scalar(Double.parseDouble(token));
        } else if (token.equals("(")) {
            Value value = level(0);
            expect(")");
            return value;
        } else if (token.equals("[")) {
            return new Many(arguments("]").stream().map(Value::single).toList());
        } else if (token.matches("[A-Z][A-Z_0-9]*")) {
            expect("(");
            return function(token);
        } else if (token.matches("[a-z][A-Za-z0-9_]*")) {
            return ids.apply(token);
        }
        throw new MathException(token.isEmpty() ? "it ends too early" : "unexpected " + token);
    }

    private Value function(String name) {
        if (name.equals("METRICS")) {
            expect(")");
            return new Many(metrics);
        }
        List<Value> arguments = arguments(")");
        if (arguments.isEmpty()) {
            throw new MathException(name + " takes arguments");
        }
        return Functions.call(name, arguments, times);
    }

    /** The word REPEAT, which only FILL takes, is not a value and is left out. */
    private List<Value> arguments(String end) {
        List<Value> arguments = new ArrayList<>();
        while (!peek().equals(end)) {
            if (peek().equals("REPEAT")) {
                at++;
            } else {
                arguments.add(level(0));
            }
            if (!peek().equals(end)) {
                expect(",");
            }
        }
        at++;
        return arguments;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private void expect(String token) {
        String found = next();
        if (!found.equals(token)) {
            throw new MathException("expected " + token + (found.isEmpty() ? " at the end" : ", found " + found));
        }
    }

    private static double is(boolean holds) {
        return holds ? 1 : 0;
    }

    private static double and(double left, double right) {
        return is(left != 0 && right != 0);
    }

    private static double or(double left, double right) {
        return is(left != 0 || right != 0);
    }
}
