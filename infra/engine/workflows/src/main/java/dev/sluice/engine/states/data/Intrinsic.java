package dev.sluice.engine.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A call such as {@code States.Format('{} of {}', $.n, States.ArrayLength($.all))}.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">Intrinsic functions</a>
 */
public record Intrinsic(IntrinsicFunction function, List<Argument> arguments) {

    private static final int DEEPEST = 10;

    /** A value, a path or a call. */
    @FunctionalInterface
    interface Argument {
        JsonNode evaluate(Scope scope);
    }

    JsonNode evaluate(Scope scope) {
        List<JsonNode> values = new ArrayList<>();
        arguments.forEach(argument -> values.add(argument.evaluate(scope)));
        try {
            return function.apply(values, scope);
        } catch (IllegalArgumentException e) {
            throw new StateError("States.IntrinsicFailure", function.title() + ": " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException saying what is wrong */
    public static Intrinsic parse(String text) {
        Reader reader = new Reader(text);
        Intrinsic call = reader.call(0);
        if (reader.at != text.length()) {
            throw reader.wrong();
        }
        return call;
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        IllegalArgumentException wrong() {
            return new IllegalArgumentException("The intrinsic function expression '" + text + "' is not valid");
        }

        Intrinsic call(int depth) {
            int open = text.indexOf('(', at);
            if (open < 0 || depth > DEEPEST) {
                throw wrong();
            }
            IntrinsicFunction function =
                    IntrinsicFunction.named(text.substring(at, open).strip());
            at = open + 1;
            List<Argument> arguments = new ArrayList<>();
            blank();
            while (peek() != ')') {
                if (!arguments.isEmpty()) {
                    take(',');
                }
                arguments.add(argument(depth));
                blank();
            }
            take(')');
            function.check(arguments.size());
            return new Intrinsic(function, List.copyOf(arguments));
        }

        private Argument argument(int depth) {
            blank();
            if (peek() == '\'') {
                TextNode value = TextNode.valueOf(quoted());
                return scope -> value;
            }
            if (text.startsWith("States.", at)) {
                return call(depth + 1)::evaluate;
            }
            int from = at;
            int brackets = 0;
            while (at < text.length() && (brackets > 0 || ",)".indexOf(text.charAt(at)) < 0)) {
                brackets += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
                at++;
            }
            return literal(text.substring(from, at).strip());
        }

        private Argument literal(String word) {
            if (word.startsWith("$")) {
                Path.parse(word.startsWith("$$") ? word.substring(1) : word);
                return scope -> scope.get(word);
            }
            JsonNode value = switch (word) {
                case "null" -> NullNode.getInstance();
                case "true", "false" -> BooleanNode.valueOf(word.equals("true"));
                default -> number(word);
            };
            return scope -> value;
        }

        private JsonNode number(String word) {
            if (word.matches("-?\\d{1,9}")) {
                return IntNode.valueOf(Integer.parseInt(word));
            }
            if (word.matches("-?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,3})?")) {
                return DecimalNode.valueOf(new BigDecimal(word));
            }
            throw wrong();
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '\\' && at + 1 < text.length()) {
                    at++;
                    // Escaped braces stay escaped: States.Format reads them.
                    value.append("{}".indexOf(text.charAt(at)) >= 0 ? "\\" : "").append(text.charAt(at));
                } else if (c == '\'') {
                    at++;
                    return value.toString();
                } else {
                    value.append(c);
                }
            }
            throw wrong();
        }

        private char peek() {
            if (at >= text.length()) {
                throw wrong();
            }
            return text.charAt(at);
        }

        private void take(char wanted) {
            blank();
            if (peek() != wanted) {
                throw wrong();
            }
            at++;
        }

        private void blank() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
    }
}
