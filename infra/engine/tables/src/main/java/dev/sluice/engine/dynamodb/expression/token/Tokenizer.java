package dev.sluice.engine.dynamodb.expression.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts an expression into tokens. */
public final class Tokenizer {

    private static final Set<String> DOUBLE = Set.of("<>", "<=", ">=");
    private static final String SINGLE = "=<>+-,.()[]";

    private final Kind kind;
    private final String source;
    private int at;

    Tokenizer(Kind kind, String source) {
        this.kind = kind;
        this.source = source;
    }

    /** All tokens; the last is an END. */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            skipSpace();
            if (at == source.length()) {
                tokens.add(new Token(Token.Type.END, "<EOF>", at, at));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private void skipSpace() {
        while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
    }

    private Token next() {
        char c = source.charAt(at);
        if (c == '#' || c == ':') {
            Token.Type type = c == '#' ? Token.Type.NAME_PLACEHOLDER : Token.Type.VALUE_PLACEHOLDER;
            Token token = word(type, at + 1);
            if (token.text().length() == 1) {
                throw unexpected(token.text());
            }
            return token;
        } else if (letter(c)) {
            return word(Token.Type.NAME, at);
        } else if (digit(c)) {
            return integer();
        } else if (at + 2 <= source.length() && DOUBLE.contains(source.substring(at, at + 2))) {
            return cut(Token.Type.SYMBOL, at + 2);
        } else if (SINGLE.indexOf(c) >= 0) {
            return cut(Token.Type.SYMBOL, at + 1);
        }
        throw unexpected(String.valueOf(c));
    }

    private Token word(Token.Type type, int from) {
        int end = from;
        while (end < source.length() && (letter(source.charAt(end)) || digit(source.charAt(end)))) {
            end++;
        }
        return cut(type, end);
    }

    private Token integer() {
        int end = at;
        while (end < source.length() && digit(source.charAt(end))) {
            end++;
        }
        return cut(Token.Type.INTEGER, end);
    }

    private Token cut(Token.Type type, int end) {
        Token token = new Token(type, source.substring(at, end), at, end);
        at = end;
        return token;
    }

    private dev.sluice.engine.aws.AwsException unexpected(String token) {
        String near = source.substring(Math.max(0, at - 5), Math.min(source.length(), at + 5));
        return kind.invalid("Syntax error; token: \"" + token + "\", near: \"" + near + "\"");
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
