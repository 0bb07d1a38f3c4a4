package dev.sluice.chaos;

import dev.sluice.chaos.history.End;
import dev.sluice.chaos.history.History;
import dev.sluice.chaos.history.Subscription;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.JournalTable;
import dev.sluice.cli.deployed.TraceFeed;
import dev.sluice.cli.local.Principals;
import dev.sluice.cli.trace.EventCounter;
import dev.sluice.cli.trace.EventCounts;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.rules.names.ResourceNames;
import dev.sluice.runtime.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Reconciles events from the engine's trace and the journal, once nothing moves any more. */
final class Reconciler {

    private static final Duration PATIENCE = Duration.ofSeconds(600);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int SURE = 3;

    private final Path data;
    private final Set<String> unreachable;
    private final Duration still;
    private final List<TraceRecord> trace = new ArrayList<>();
    private List<JournalEntry> journal = List.of();
    private Set<String> webhookRules = Set.of();

    /**
     * @param unreachable endpoints whose deliveries may still be retried
     * @param still after this long without a change, nothing will change any more
     */
    Reconciler(Path data, Set<String> unreachable, Duration still) {
        this.still = still;
        this.data = data;
        this.unreachable = unreachable;
    }

    /** Waits until the counts balance with nothing pending, or nothing moves, or patience runs out. */
    End settle(List<Subscription> subscriptions, History history, int faults) throws IOException, InterruptedException {
        Clients owner = Principals.of(data).owner();
        EventCounts counts = settled(Deployment.of(owner, Deployment.STACK), history);
        return new End(
                subscriptions,
                rejected(),
                Quarantine.keys(owner),
                ingressOrder(),
                impossible(),
                counts.settled(),
                counts.toString(),
                faults);
    }

    private EventCounts settled(Deployment deployment, History history) throws IOException, InterruptedException {
        TraceFeed feed = new TraceFeed(deployment.clients());
        try (JournalTable table = new JournalTable(deployment)) {
            webhookRules = deployment.webhookRules();
            long begin = System.nanoTime();
            long moved = begin;
            EventCounts counts;
            EventCounts before = null;
            int receipts = 0;
            int quiet = 0;
            do {
                LockSupport.parkNanos(LOOK.toNanos());
                trace.addAll(feed.next());
                journal = table.all();
                counts = count();
                int received = history.receipts().size();
                boolean same = counts.equals(before) && received == receipts;
                moved = same ? moved : System.nanoTime();
                quiet = same && counts.settled() ? quiet + 1 : 0;
                before = counts;
                receipts = received;
            } while (quiet < SURE
                    && since(moved).compareTo(still) < 0
                    && since(begin).compareTo(PATIENCE) < 0);
            return counts;
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private EventCounts count() {
        List<JournalEntry> reachable = journal.stream()
                .filter(entry ->
                        endpoint(entry).map(id -> !unreachable.contains(id)).orElse(true))
                .map(entry -> new JournalEntry(
                        entry.id(),
                        entry.entry(),
                        entry.fields(),
                        entry.matched().stream()
                                .filter(id -> !unreachable.contains(id))
                                .toList(),
                        entry.skipped()))
                .toList();
        return EventCounter.count(
                ResourceNames.DEFAULT.ingressBus(), ResourceNames.DEFAULT.coreBus(), webhookRules, trace, reachable);
    }

    private static Optional<String> endpoint(JournalEntry entry) {
        return entry.isAttempt() ? Optional.of(entry.endpoint()) : Optional.empty();
    }

    private Set<String> impossible() {
        return journal.stream()
                .filter(entry -> endpoint(entry).map(unreachable::contains).orElse(false))
                .filter(entry -> entry.field("status").equals("delivered"))
                .map(entry -> entry.id() + " " + entry.entry())
                .collect(Collectors.toSet());
    }

    private Set<String> rejected() {
        return journal.stream()
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
