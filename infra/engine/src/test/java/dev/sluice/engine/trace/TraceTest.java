package dev.sluice.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            store.write(tx -> {
                for (int i = 0; i < MORE_THAN_A_RUN; i++) {
                    trace.record(tx, record("other-" + i, ""));
                }
                return true;
            });
            TraceIndex index = new TraceIndex(store);
            while (index.index()) {
                assertThat(events(trace.of("other-7"))).containsExactly("other-7");
            }
            long indexed = store.read(index::indexed);
            assertThat(indexed).isGreaterThan(MORE_THAN_A_RUN / 2);
            assertThat(events(trace.of("stable"))).containsExactly("first", "second");
            assertThat(events(trace.of("second"))).containsExactly("first", "second");
            assertThat(events(trace.of("other-" + (MORE_THAN_A_RUN - 1)))).hasSize(1);
            assertThat(trace.of("nobody")).isEmpty();
        }
    }

    private static List<String> events(List<TraceRecord> records) {
        return records.stream().map(TraceRecord::eventId).toList();
    }

    private static TraceRecord record(String event, String subject) {
        return new TraceRecord(event, subject, Instant.EPOCH, "EVENT_INGEST_SUCCESS", "arn", Map.of());
    }
}
