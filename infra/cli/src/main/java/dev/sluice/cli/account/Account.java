package dev.sluice.cli.account;

import java.util.Map;

/**
 * The account of all events: what came in must equal what went somewhere.
 *
 * @param in events that the ingress bus acknowledged
 * @param admitted of those, events on the core bus
 * @param rejected of those, events in quarantine with a reason
 * @param targets admitted events times the targets that match each
 * @param outcomes where those stand
 */
public record Account(int in, int admitted, int rejected, int targets, Map<Outcome, Integer> outcomes) {

    /** Events that the gate has not judged yet. */
    public int waiting() {
        return in - admitted - rejected;
    }

    public int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /** Whether every event has its verdict and every target of it an outcome. */
    public boolean balances() {
        int accounted = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        return waiting() == 0 && accounted == targets;
    }

    /** Whether nothing is under way any more. */
    public boolean settled() {
        return balances() && count(Outcome.RETRYING) == 0;
    }
}
