package dev.sluice.engine.logs.stream;

/**
 * A stored event.
 *
 * @param at epoch milliseconds, as the writer gave it
 * @param stream the name of its stream
 */
public record LogEvent(Position position, long at, long ingested, String message, String stream) {}
