package dev.sluice.engine.dynamodb.expression;

/** A piece of an expression, and where it stands. */
record Token(Type type, String text, int start, int end) {

    enum Type {
        NAME,
        NAME_PLACEHOLDER,
        VALUE_PLACEHOLDER,
        INTEGER,
        SYMBOL,
        END
    }

    boolean symbol(String symbol) {
        return type == Type.SYMBOL && text.equals(symbol);
    }

    /** Keywords are names that do not care about case. */
    boolean keyword(String keyword) {
        return type == Type.NAME && text.equalsIgnoreCase(keyword);
    }
}
