package dev.sluice.cli.demo;

import dev.sluice.cli.Clients;
import dev.sluice.cli.JournalTable;
import dev.sluice.cli.TraceFeed;
import dev.sluice.cli.account.Account;
import dev.sluice.cli.account.JournalEntry;
import dev.sluice.cli.account.Ledger;
import dev.sluice.cli.account.Way;
import dev.sluice.engine.trace.TraceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches the engine's trace and the journal, tells what is new, and can draw up the account at any time. */
final class Observer implements AutoCloseable {

    private final Story story;
    private final TraceFeed feed;
    private final JournalTable journal;
    private final List<TraceRecord> trace = new ArrayList<>();
    private final Map<String, String> stableIds = new HashMap<>();
    private final Set<Way.Step> told = new HashSet<>();
    private List<JournalEntry> entries = List.of();

    Observer(Story story, Clients owner) {
        this.story = story;
        this.feed = new TraceFeed(owner);
        this.journal = new JournalTable(owner);
    }

    /** Reads what is new and tells it. */
    void look() throws IOException, InterruptedException {
        for (TraceRecord record : feed.next()) {
            trace.add(record);
            if (!record.subject().isEmpty()) {
                stableIds.put(record.eventId(), record.subject());
            }
            String id = stableIds.getOrDefault(record.eventId(), record.eventId());
            tell(id, Way.of(List.of(record), List.of()));
        }
        entries = journal.all();
        entries.forEach(entry -> tell(entry.id(), Way.of(List.of(), List.of(entry))));
    }

    Account account() {
        return Ledger.draw("sluice-ingress", "sluice-core", this::sendsToEndpoints, trace, entries);
    }

    private boolean sendsToEndpoints(String rule) {
        return rule.contains("webhooks");
    }

    private void tell(String id, Way way) {
        way.steps().stream().filter(told::add).forEach(step -> story.step(id, step));
    }

    @Override
    public void close() {
        journal.close();
    }
}
