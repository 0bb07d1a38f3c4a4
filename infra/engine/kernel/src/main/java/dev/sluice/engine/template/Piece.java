package dev.sluice.engine.template;

/** A part of a template. */
public sealed interface Piece {

    /** Where a placeholder stands. */
    enum Place {
        /** As a JSON value. */
        VALUE,
        /** Inside a JSON string. */
        QUOTED,
        /** In a template of strings. */
        STRING
    }

    /** What is copied as it is. */
    record Literal(String text) implements Piece {}

    /** A placeholder, by the name between {@code <} and {@code >}. */
    record Variable(String name, Place place) implements Piece {}
}
