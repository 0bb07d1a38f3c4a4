package dev.sluice.chaos;

import dev.sluice.chaos.history.End;
import dev.sluice.chaos.history.History;
import dev.sluice.cli.Clients;
import dev.sluice.cli.JournalTable;
import dev.sluice.cli.Principals;
import dev.sluice.cli.TraceFeed;
import dev.sluice.cli.account.Account;
import dev.sluice.cli.account.JournalEntry;
import dev.sluice.cli.account.Ledger;
import dev.sluice.engine.trace.TraceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Reads how things stand from the engine's trace and the journal, once nothing moves any more. */
final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Path data;
    private final List<TraceRecord> trace = new ArrayList<>();

    Books(Path data) {
        this.data = data;
    }

    /** Waits until the books balance with nothing under way, or patience ends. */
    End close(Map<String, List<String>> receivers, History history, int faults)
            throws IOException, InterruptedException {
        Clients owner = Principals.of(data).owner();
        TraceFeed feed = new TraceFeed(owner);
        try (JournalTable journal = new JournalTable(owner)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            Account account;
            List<JournalEntry> entries;
            int quiet = 0;
            do {
                LockSupport.parkNanos(LOOK.toNanos());
                int before = history.receipts().size();
                trace.addAll(feed.next());
                entries = journal.all();
                account =
                        Ledger.draw("sluice-ingress", "sluice-core", rule -> rule.contains("webhooks"), trace, entries);
                quiet = account.settled() && history.receipts().size() == before ? quiet + 1 : 0;
            } while (quiet < 3 && System.nanoTime() < end);
            return new End(receivers, rejected(entries), ingressOrder(), account.settled(), account.toString(), faults);
        }
    }

    private static Set<String> rejected(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.field("verdict").equals("rejected"))
                .map(JournalEntry::id)
                .collect(Collectors.toSet());
    }

    private List<String> ingressOrder() {
        Set<String> ids = new LinkedHashSet<>();
        trace.stream()
                .filter(record -> record.type().equals("EVENT_INGEST_SUCCESS"))
                .filter(record -> record.resource().endsWith("/sluice-ingress"))
                .forEach(record -> ids.add(record.subject().isEmpty() ? record.eventId() : record.subject()));
        return List.copyOf(ids);
    }
}
