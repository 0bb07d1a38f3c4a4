package dev.sluice.cli.trace;

import java.util.Map;

/**
 * How many events came in and what became of them; the two must balance.
 *
 * @param in events that the ingress bus acknowledged
 * @param admitted of those, events on the core bus
 * @param rejected of those, events in quarantine with a reason
 * @param targets admitted events times the targets that match each
 * @param outcomes how many of those targets have each outcome
 */
public record EventCounts(int in, int admitted, int rejected, int targets, Map<TargetOutcome, Integer> outcomes) {

    /** Events without a verdict so far. */
    public int waiting() {
        return in - admitted - rejected;
    }

    public int count(TargetOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Whether every event has a verdict and each of its targets an outcome. */
    public boolean balances() {
        int accounted = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        return waiting() == 0 && accounted == targets;
    }

    /** Whether it balances and nothing is pending any more. */
    public boolean settled() {
        return balances() && count(TargetOutcome.RETRYING) == 0;
    }
}
