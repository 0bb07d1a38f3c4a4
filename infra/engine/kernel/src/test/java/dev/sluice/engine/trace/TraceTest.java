package dev.sluice.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {

    private static final int MORE_THAN_A_RUN = 40_000;

    @TempDir
    Path folder;

    @Test
    void findsAnEventByItsIdAndByItsSubjectBeforeAndAfterItsRecordsWereIndexed() {
        try (Store store = Store.open(folder)) {
            Trace trace = new Trace(store);
            store.write(tx -> {
                trace.record(tx, record("first", "stable"));
                trace.record(tx, record("second", "stable"));
                return true;
            });
            assertThat(events(trace.of("stable"))).containsExactly("first", "second");
            write(trace, store, 0, MORE_THAN_A_RUN);
            TraceIndex index = new TraceIndex(store);
            while (index.index()) {
                assertThat(events(trace.of("other-7"))).containsExactly("other-7");
            }
            long indexed = store.read(index::indexed);
            assertThat(indexed).isEqualTo(4 * 8_192);
            assertThat(events(trace.of("stable"))).containsExactly("first", "second");
            assertThat(events(trace.of("second"))).containsExactly("first", "second");
            assertThat(events(trace.of("other-" + (MORE_THAN_A_RUN - 1)))).hasSize(1);
            assertThat(trace.of("nobody")).isEmpty();
        }
    }

    @Test
    void itsThreadEndsWithTheStore() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Store store = Store.open(folder);
        new Trace(store);
        Thread indexer = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("trace-index") && !before.contains(thread))
                .findFirst()
                .orElseThrow();
        store.close();
        await().until(() -> !indexer.isAlive());
    }

    @Test
    void theOldestRecordsGoWhenThereAreTooMany() {
        try (Store store = Store.open(folder)) {
            Trace trace = new Trace(store);
            write(trace, store, 0, MORE_THAN_A_RUN);
            TraceIndex index = new TraceIndex(store);
            while (index.index()) {
                assertThat(index.trim(MORE_THAN_A_RUN)).isFalse();
            }
            assertThat(index.trim(MORE_THAN_A_RUN / 2)).isTrue();
            assertThat(trace.of("other-7")).isEmpty();
            assertThat(events(trace.of("other-20000"))).containsExactly("other-20000");
            assertThat(trace.since(0, 1).get(0).number()).isGreaterThan(8_000);
        }
    }

    @Test
    void aLineHoldsRecordsOfManyEventsAndEachIsFoundAlone() {
        try (Store store = Store.open(folder)) {
            Trace trace = new Trace(store);
            TraceRecord noted = new TraceRecord(
                    "b", "stable", Instant.ofEpochMilli(5), "INVOCATION_SUCCESS", "rule \"1\"", Map.of("target", "q"));
            List<TraceRecord> all = List.of(record("a", ""), record("b", "stable"), noted, record("c", "stable"));
            store.write(tx -> {
                trace.record(tx, Line.of(all));
                return true;
            });
            assertThat(trace.of("a")).containsExactly(all.get(0));
            assertThat(trace.of("b")).containsExactlyElementsOf(all.subList(1, 4));
            assertThat(trace.since(0, 1).stream().map(Trace.Numbered::record)).containsExactlyElementsOf(all);
        }
    }

    @Test
    void ofThousandsOfEventsWithOneStableIdAHundredAreTold() {
        try (Store store = Store.open(folder)) {
            Trace trace = new Trace(store);
            store.write(tx -> {
                for (int i = 0; i < 3_000; i++) {
                    trace.record(tx, record("event-" + i, "same"));
                }
                return true;
            });
            assertThat(events(trace.of("same"))).hasSize(100).startsWith("event-0", "event-1");
            assertThat(events(trace.of("event-2900"))).contains("event-2900").hasSize(101);
        }
    }

    @Test
    void aPageCountsRecordsNotLines() {
        try (Store store = Store.open(folder)) {
            Trace trace = new Trace(store);
            store.write(tx -> {
                for (int i = 0; i < 10; i++) {
                    trace.record(tx, Line.of(List.of(record("a" + i, ""), record("b" + i, ""), record("c" + i, ""))));
                }
                return true;
            });
            List<Trace.Numbered> page = trace.since(0, 7);
            assertThat(page).hasSize(9);
            assertThat(trace.since(page.get(8).number(), 100).get(0).record().eventId())
                    .isEqualTo("a3");
        }
    }

    private static void write(Trace trace, Store store, int from, int to) {
        store.write(tx -> {
            for (int i = from; i < to; i++) {
                trace.record(tx, record("other-" + i, ""));
            }
            return true;
        });
    }

    private static List<String> events(List<TraceRecord> records) {
        return records.stream().map(TraceRecord::eventId).toList();
    }

    private static TraceRecord record(String event, String subject) {
        return new TraceRecord(event, subject, Instant.EPOCH, "EVENT_INGEST_SUCCESS", "arn", Map.of());
    }
}
