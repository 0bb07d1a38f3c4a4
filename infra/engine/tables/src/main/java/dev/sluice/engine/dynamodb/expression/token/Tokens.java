package dev.sluice.engine.dynamodb.expression.token;

import dev.sluice.engine.aws.AwsException;
import java.util.List;

/** Reads the tokens of one expression from left to right. Not thread-safe. */
public final class Tokens {

    private static final int LENGTH_MAX = 4_096;

    private final Kind kind;
    private final String source;
    private final List<Token> tokens;
    private int position;

    public Tokens(Kind kind, String source) {
        this.kind = kind;
        this.source = source;
        if (source.isBlank()) {
            throw kind.invalid("The expression can not be empty;");
        }
        if (source.length() > LENGTH_MAX) {
            throw kind.invalid(
                    "Expression size has exceeded the maximum allowed size; expression size: " + source.length());
        }
        this.tokens = new Tokenizer(kind, source).tokens();
    }

    public Kind kind() {
        return kind;
    }

    public int position() {
        return position;
    }

    public Token peek() {
        return tokens.get(position);
    }

    /** The token after the next one. */
    public Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    public Token next() {
        Token token = tokens.get(position);
        if (token.type() != Token.Type.END) {
            position++;
        }
        return token;
    }

    public boolean accept(String symbol) {
        boolean found = peek().symbol(symbol);
        if (found) {
            position++;
        }
        return found;
    }

    public boolean acceptKeyword(String keyword) {
        boolean found = peek().keyword(keyword);
        if (found) {
            position++;
        }
        return found;
    }

    public void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected();
        }
    }

    public void expectEnd() {
        if (peek().type() != Token.Type.END) {
            throw unexpected();
        }
    }

    /** A syntax error at the next token. */
    public AwsException unexpected() {
        Token token = peek();
        int from = position > 0 ? tokens.get(position - 1).start() : token.start();
        int to = position + 1 < tokens.size() ? tokens.get(position + 1).end() : token.end();
        return kind.invalid(
                "Syntax error; token: \"" + token.text() + "\", near: \"" + source.substring(from, to) + "\"");
    }
}
