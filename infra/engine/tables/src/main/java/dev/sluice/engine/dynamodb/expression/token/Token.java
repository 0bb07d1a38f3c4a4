package dev.sluice.engine.dynamodb.expression.token;

/** A piece of an expression, and where it stands. */
public record Token(Type type, String text, int start, int end) {

    public enum Type {
        NAME,
        NAME_PLACEHOLDER,
        VALUE_PLACEHOLDER,
        INTEGER,
        SYMBOL,
        END
    }

    public boolean symbol(String symbol) {
        return type == Type.SYMBOL && text.equals(symbol);
    }

    /** Keywords are names that do not care about case. */
    boolean keyword(String keyword) {
        return type == Type.NAME && text.equalsIgnoreCase(keyword);
    }
}
