package dev.sluice.cli.trace;

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
 * Counts events from the trace and the journal. Everything is at least once, so an event that reached a target twice counts
 * once, with its best outcome.
 */
public final class EventCounter {

    private final String ingressBus;
    private final String coreBus;
    private final Set<String> in = new LinkedHashSet<>();
    private final Map<String, Set<String>> rulesOfAdmitted = new LinkedHashMap<>();
    private final Map<String, String> stableIds = new HashMap<>();
    private final Map<String, TargetOutcome> ofTargets = new HashMap<>();
    private final Set<String> rejected = new LinkedHashSet<>();
    private final Map<String, Map<String, TargetOutcome>> ofEndpoints = new HashMap<>();
    private final Set<String> dispatched = new LinkedHashSet<>();

    private EventCounter(String ingressBus, String coreBus) {
        this.ingressBus = ingressBus;
        this.coreBus = coreBus;
    }

    /**
     * @param ingressBus the name of the bus that receives events
     * @param coreBus the name of the bus behind admission control
     * @param webhookRoutes the rules that send to registered endpoints, whose outcomes are in the journal; the catalog has them
     */
    public static EventCounts count(
            String ingressBus,
            String coreBus,
            Set<String> webhookRoutes,
            Collection<TraceRecord> trace,
            Collection<JournalEntry> journal) {
        EventCounter counter = new EventCounter(ingressBus, coreBus);
        trace.stream().filter(TraceTypes::isIngest).forEach(counter::ingest);
        trace.stream().filter(TraceTypes::isInvocation).forEach(counter::invocation);
        journal.forEach(counter::journal);
        return counter.sum(webhookRoutes);
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
            ofTargets.merge(id + " " + TraceTypes.rule(record), TraceTypes.outcome(record), EventCounter::better);
        }
    }

    private void journal(JournalEntry entry) {
        if (entry.isAdmission() && entry.field("verdict").equals("rejected")) {
            rejected.add(entry.id());
        } else if (entry.isDispatch()) {
            dispatched.add(entry.id());
            entry.matched().forEach(endpoint -> endpoint(entry.id(), endpoint, TargetOutcome.RETRYING));
            entry.skipped().keySet().forEach(endpoint -> endpoint(entry.id(), endpoint, TargetOutcome.SKIPPED));
        } else if (entry.isAttempt()) {
            endpoint(entry.id(), entry.endpoint(), TargetOutcome.of(entry.field("status")));
        }
    }

    private void endpoint(String id, String endpoint, TargetOutcome outcome) {
        ofEndpoints.computeIfAbsent(id, unused -> new HashMap<>()).merge(endpoint, outcome, EventCounter::better);
    }

    private EventCounts sum(Set<String> webhookRoutes) {
        Map<TargetOutcome, Integer> outcomes = new EnumMap<>(TargetOutcome.class);
        int targets = 0;
        for (Map.Entry<String, Set<String>> event : rulesOfAdmitted.entrySet()) {
            for (String rule : event.getValue()) {
                Collection<TargetOutcome> found = webhookRoutes.contains(rule)
                        ? endpointsOf(event.getKey())
                        : List.of(ofTargets.getOrDefault(event.getKey() + " " + rule, TargetOutcome.RETRYING));
                targets += found.size();
                found.forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
            }
        }
        rejected.removeAll(rulesOfAdmitted.keySet());
        return new EventCounts(in.size(), rulesOfAdmitted.size(), rejected.size(), targets, outcomes);
    }

    /** An event that the dispatcher has not seen yet counts as one pending delivery. */
    private Collection<TargetOutcome> endpointsOf(String id) {
        if (!dispatched.contains(id)) {
            return List.of(TargetOutcome.RETRYING);
        }
        return ofEndpoints.getOrDefault(id, Map.of()).values();
    }

    private static TargetOutcome better(TargetOutcome one, TargetOutcome other) {
        return rank(one) <= rank(other) ? one : other;
    }

    private static int rank(TargetOutcome outcome) {
        return switch (outcome) {
            case DELIVERED -> 0;
            case SKIPPED -> 1;
            case DEAD_LETTERED -> 2;
            case RETRYING -> 3;
        };
    }
}
