package dev.sluice.cli.demo;

import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.JournalTable;
import dev.sluice.cli.deployed.TraceFeed;
import dev.sluice.cli.trace.EventCounter;
import dev.sluice.cli.trace.EventCounts;
import dev.sluice.cli.trace.EventTree;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the engine's trace and the journal, and can reconcile them at any time. */
final class Observer implements AutoCloseable {

    /** All that is known of one event, by its stable id. */
    record Observed(String id, List<TraceRecord> trace, List<JournalEntry> journal) {}

    private final TraceFeed feed;
    private final JournalTable journal;
    private final EventTree.Buses buses;
    private final List<TraceRecord> trace = new ArrayList<>();
    private final Map<String, String> stableIds = new HashMap<>();
    private List<JournalEntry> entries = List.of();

    Observer(Deployment deployment) {
        this.feed = new TraceFeed(deployment.clients());
        this.journal = new JournalTable(deployment);
        this.buses = new EventTree.Buses(deployment.ingressBus(), deployment.coreBus(), deployment.webhookRules());
    }

    EventTree.Buses buses() {
        return buses;
    }

    /** Reads what is new. */
    void look() throws IOException, InterruptedException {
        for (TraceRecord record : feed.next()) {
            trace.add(record);
            if (!record.subject().isEmpty()) {
                stableIds.put(record.eventId(), record.subject());
            }
        }
        entries = journal.all();
    }

    EventCounts counts() {
        return EventCounter.count(buses.ingress(), buses.core(), buses.webhookRules(), trace, entries);
    }

    /** The events in the order in which they were first seen. */
    List<Observed> events() {
        Map<String, Observed> events = new LinkedHashMap<>();
        for (TraceRecord record : trace) {
            observed(events, stableIds.getOrDefault(record.eventId(), record.eventId()))
                    .trace()
                    .add(record);
        }
        entries.forEach(entry -> observed(events, entry.id()).journal().add(entry));
        return List.copyOf(events.values());
    }

    private static Observed observed(Map<String, Observed> events, String id) {
        return events.computeIfAbsent(id, unused -> new Observed(id, new ArrayList<>(), new ArrayList<>()));
    }

    @Override
    public void close() {
        journal.close();
    }
}
