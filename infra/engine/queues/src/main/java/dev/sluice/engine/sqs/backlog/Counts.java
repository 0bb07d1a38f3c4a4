package dev.sluice.engine.sqs.backlog;

/** How many messages a queue has. */
public record Counts(int visible, int inFlight, int delayed) {}
