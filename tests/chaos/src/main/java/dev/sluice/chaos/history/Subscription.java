package dev.sluice.chaos.history;

import java.util.function.Predicate;

/**
 * A receiver and what must come to it.
 *
 * @param receiver its name
 * @param wants whether a change must come to it
 */
public record Subscription(String receiver, Predicate<Change> wants) {}
