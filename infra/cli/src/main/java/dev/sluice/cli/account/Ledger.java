package dev.sluice.cli.account;

import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws up the account from what the engine's trace and the journal say. An event that went somewhere twice (everything is
 * at least once) counts once, by its best outcome.
 */
public final class Ledger {

    private final String ingressBus;
    private final String coreBus;
    private final Set<String> in = new LinkedHashSet<>();
    private final Map<String, Set<String>> rulesOfAdmitted = new LinkedHashMap<>();
    private final Map<String, String> stableIds = new HashMap<>();
    private final Map<String, Outcome> ofTargets = new HashMap<>();
    private final Set<String> rejected = new LinkedHashSet<>();
    private final Map<String, Map<String, Outcome>> ofEndpoints = new HashMap<>();
    private final Set<String> dispatched = new LinkedHashSet<>();

    private Ledger(String ingressBus, String coreBus) {
        this.ingressBus = ingressBus;
        this.coreBus = coreBus;
    }

    /**
     * @param ingressBus the name of the bus that takes events in
     * @param coreBus the name of the bus behind the gate
     * @param webhookRoutes the rules that send to registered endpoints, whose outcomes are in the journal; the catalog has them
     */
    public static Account draw(
            String ingressBus,
            String coreBus,
            Set<String> webhookRoutes,
            Collection<TraceRecord> trace,
            Collection<JournalEntry> journal) {
        Ledger ledger = new Ledger(ingressBus, coreBus);
        trace.stream().filter(TraceTypes::isIngest).forEach(ledger::ingest);
        trace.stream().filter(TraceTypes::isInvocation).forEach(ledger::invocation);
        journal.forEach(ledger::journal);
        return ledger.sum(webhookRoutes);
    }

    private void ingest(TraceRecord record) {
        String id = record.subject().isEmpty() ? record.eventId() : record.subject();
        if (record.resource().endsWith("/" + ingressBus)) {
            in.add(id);
        } else if (record.resource().endsWith("/" + coreBus)) {
            stableIds.put(record.eventId(), id);
            rulesOfAdmitted
                    .computeIfAbsent(id, unused -> new LinkedHashSet<>())
                    .addAll(TraceTypes.matchedRules(record));
        }
    }

    private void invocation(TraceRecord record) {
        String id = stableIds.get(record.eventId());
        if (id != null) {
            ofTargets.merge(id + " " + TraceTypes.rule(record), TraceTypes.outcome(record), Ledger::better);
        }
    }

    private void journal(JournalEntry entry) {
        if (entry.isAdmission() && entry.field("verdict").equals("rejected")) {
            rejected.add(entry.id());
        } else if (entry.isDispatch()) {
            dispatched.add(entry.id());
            entry.matched().forEach(endpoint -> endpoint(entry.id(), endpoint, Outcome.RETRYING));
            entry.skipped().keySet().forEach(endpoint -> endpoint(entry.id(), endpoint, Outcome.SKIPPED));
        } else if (entry.isAttempt()) {
            endpoint(entry.id(), entry.endpoint(), Outcome.of(entry.field("status")));
        }
    }

    private void endpoint(String id, String endpoint, Outcome outcome) {
        ofEndpoints.computeIfAbsent(id, unused -> new HashMap<>()).merge(endpoint, outcome, Ledger::better);
    }

    private Account sum(Set<String> webhookRoutes) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        int targets = 0;
        for (Map.Entry<String, Set<String>> event : rulesOfAdmitted.entrySet()) {
            for (String rule : event.getValue()) {
                Collection<Outcome> found = webhookRoutes.contains(rule)
                        ? endpointsOf(event.getKey())
                        : List.of(ofTargets.getOrDefault(event.getKey() + " " + rule, Outcome.RETRYING));
                targets += found.size();
                found.forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
            }
        }
        rejected.removeAll(rulesOfAdmitted.keySet());
        return new Account(in.size(), rulesOfAdmitted.size(), rejected.size(), targets, outcomes);
    }

    /** An event that the dispatcher has not seen yet is one delivery under way. */
    private Collection<Outcome> endpointsOf(String id) {
        if (!dispatched.contains(id)) {
            return List.of(Outcome.RETRYING);
        }
        return ofEndpoints.getOrDefault(id, Map.of()).values();
    }

    private static Outcome better(Outcome one, Outcome other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> 0;
            case SKIPPED -> 1;
            case DEAD_LETTERED -> 2;
            case RETRYING -> 3;
        };
    }
}
