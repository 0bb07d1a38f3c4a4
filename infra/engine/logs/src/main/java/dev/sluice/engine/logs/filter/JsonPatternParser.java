package dev.sluice.engine.logs.filter;

import java.math.BigDecimal;
import java.util.Locale;

/** Reads {@code { $.a = "x" && ($.n > 3 || $.b IS NULL) }}. {@code &&} binds tighter than {@code ||}. */
final class JsonPatternParser {

    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    JsonPatternParser(String text) {
        this.text = text;
    }

    FilterPattern parse() {
        expect("{");
        JsonCondition condition = or();
        expect("}");
        if (at != text.length()) {
            throw FilterPattern.invalid("something follows the closing brace");
        }
        return JsonCondition.pattern(condition);
    }

    private JsonCondition or() {
        JsonCondition left = and();
        while (take("||")) {
            left = new JsonCondition.Or(left, and());
        }
        return left;
    }

    private JsonCondition and() {
        JsonCondition left = one();
        while (take("&&")) {
            left = new JsonCondition.And(left, one());
        }
        return left;
    }

    private JsonCondition one() {
        if (take("(")) {
            if (++depth > DEEPEST) {
                throw FilterPattern.invalid("parentheses are nested too deeply");
            }
            JsonCondition inner = or();
            expect(")");
            depth--;
            return inner;
        }
        Selector selector = Selector.parse(selectorText());
        if (takeWord("NOT")) {
            requireWord("EXISTS");
            return new JsonCondition.Missing(selector);
        }
        if (takeWord("EXISTS")) {
            return new JsonCondition.Any(selector, value -> true);
        }
        if (takeWord("IS")) {
            return is(selector);
        }
        return comparison(selector);
    }

    private JsonCondition is(Selector selector) {
        if (takeWord("NULL")) {
            return new JsonCondition.Any(selector, com.fasterxml.jackson.databind.JsonNode::isNull);
        }
        if (takeWord("TRUE")) {
            return new JsonCondition.Any(selector, value -> value.isBoolean() && value.asBoolean());
        }
        requireWord("FALSE");
        return new JsonCondition.Any(selector, value -> value.isBoolean() && !value.asBoolean());
    }

    private JsonCondition comparison(Selector selector) {
        String operator = operator();
        blank();
        boolean equality = operator.endsWith("=") && !operator.startsWith("<") && !operator.startsWith(">");
        if (at < text.length() && text.charAt(at) == '"') {
            if (!equality) {
                throw FilterPattern.invalid(operator + " compares numbers only");
            }
            return new JsonCondition.Any(selector, JsonCondition.text(operator.equals("="), quoted()));
        }
        String word = word();
        if (word.isEmpty()) {
            throw FilterPattern.invalid("a value is missing after " + operator);
        }
        if (word.matches("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?")) {
            return new JsonCondition.Any(selector, JsonCondition.number(operator, new BigDecimal(word)));
        }
        if (word.startsWith("%")) {
            throw FilterPattern.invalid("the engine does not evaluate regular expressions");
        }
        if (!equality) {
            throw FilterPattern.invalid(operator + " compares numbers only");
        }
        return new JsonCondition.Any(selector, JsonCondition.text(operator.equals("="), word));
    }

    private String operator() {
        for (String operator : new String[] {"!=", "<=", ">=", "=", "<", ">"}) {
            if (take(operator)) {
                return operator;
            }
        }
        throw FilterPattern.invalid("an operator is missing at position " + at);
    }

    private String selectorText() {
        blank();
        int from = at;
        if (at >= text.length() || text.charAt(at) != '$') {
            throw FilterPattern.invalid("a selector must begin with $ at position " + at);
        }
        boolean bracket = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            bracket = c == '[' || bracket && c != ']';
            if (!bracket && (Character.isWhitespace(c) || "=!<>&|(){}".indexOf(c) >= 0)) {
                break;
            }
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                value.append(text.charAt(at));
            } else if (c == '"') {
                at++;
                return value.toString();
            } else {
                value.append(c);
            }
        }
        throw FilterPattern.invalid("a quoted value does not end");
    }

    private String word() {
        int from = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && "(){}&|=<>!".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean takeWord(String wanted) {
        blank();
        int end = at + wanted.length();
        if (end <= text.length()
                && text.substring(at, end).toUpperCase(Locale.ROOT).equals(wanted)
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    private void requireWord(String wanted) {
        if (!takeWord(wanted)) {
            throw FilterPattern.invalid(wanted + " is missing at position " + at);
        }
    }

    private boolean take(String wanted) {
        blank();
        if (text.startsWith(wanted, at)) {
            at += wanted.length();
            return true;
        }
        return false;
    }

    private void expect(String wanted) {
        if (!take(wanted)) {
            throw FilterPattern.invalid(wanted + " is missing at position " + at);
        }
    }

    private void blank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
