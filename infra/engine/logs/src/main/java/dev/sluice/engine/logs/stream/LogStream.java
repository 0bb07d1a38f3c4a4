package dev.sluice.engine.logs.stream;

/**
 * A log stream. Times are epoch milliseconds; 0 for none yet.
 *
 * @param id never used again
 */
record LogStream(long id, String name, long created, long firstEvent, long lastEvent, long lastIngestion, long bytes) {}
