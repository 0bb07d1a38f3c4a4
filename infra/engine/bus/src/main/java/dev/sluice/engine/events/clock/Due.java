package dev.sluice.engine.events.clock;

import java.time.Instant;

/**
 * When a rule fires next.
 *
 * @param rule the rule's id
 * @param expression what the time was made from
 * @param last epoch milliseconds: when it fired last, or began
 * @param at epoch milliseconds
 */
record Due(String rule, String expression, long last, long at) {

    Instant time() {
        return Instant.ofEpochMilli(at);
    }
}
