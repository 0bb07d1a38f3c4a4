package dev.sluice.engine.logs.stream;

/** A range of time in epoch milliseconds: {@code from} is in it, {@code to} is not. */
public record Span(long from, long to) {}
