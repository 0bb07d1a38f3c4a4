package dev.sluice.engine.sqs.backlog;

/**
 * What a receive asks for.
 *
 * @param most how many messages at most
 * @param visibility how long they stay invisible, in milliseconds
 * @param retention how old a message may be, in milliseconds
 * @param maxReceives how often a message is given out before it is dead; 0 for ever
 * @param outlives whether the receiver may live on when this process ends: if not, the messages that it holds are visible again
 *     at the next start, since no one is processing them any more
 */
public record Demand(int most, long visibility, long retention, int maxReceives, boolean outlives) {}
