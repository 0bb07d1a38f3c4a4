package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.table.EndpointTable;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.JournalStore;
import dev.sluice.runtime.journal.RecordedVerdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of an engine that leaves parts of batches unprocessed, as DynamoDB may. */
class UnprocessedTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final int EVENTS = 40;
    private static final int MORE_THAN_ANYBODY_TRIES = 1_000;

    private static EngineStack stack;

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new EngineStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everyVerdictAndDispatchIsWrittenAndReadWhenBatchesFallShort() {
        JournalStore journal = new JournalStore(stack.dynamoDb(), "journal");
        stack.leaveUnprocessed(3);
        journal.judged(ids("a").stream().map(UnprocessedTest::verdict).toList());
        stack.leaveUnprocessed(3);
        journal.dispatched(ids("a").stream().map(UnprocessedTest::dispatch).toList());
        stack.leaveUnprocessed(3);
        assertThat(journal.dispatches(ids("a"))).hasSize(EVENTS);
        assertThat(journal.of("a-0")).hasSize(2);
        assertThat(journal.of("a-39")).hasSize(2);
    }

    @Test
    void whatIsLeftAtTheLastTryIsAnErrorAndNotSilence() {
        JournalStore journal = new JournalStore(stack.dynamoDb(), "journal");
        stack.leaveUnprocessed(MORE_THAN_ANYBODY_TRIES);
        try {
            assertThatThrownBy(() -> journal.judged(List.of(verdict("b-0"))))
                    .hasMessageContaining("table journal: 1 of 1 writes are still unprocessed");
            assertThatThrownBy(() -> journal.dispatches(List.of("b-0")))
                    .hasMessageContaining("table journal: 1 of 1 reads are still unprocessed");
        } finally {
            stack.leaveUnprocessed(0);
        }
        assertThat(journal.of("b-0")).isEmpty();
    }

    @Test
    void everyTenantsVersionIsReadWhenBatchesFallShort() {
        EndpointTable endpoints = new EndpointTable(stack.dynamoDb(), "endpoints");
        for (String tenant : List.of("blue", "green", "red")) {
            Endpoint endpoint = Endpoints.of(tenant, "1", "https://example.com/");
            assertThat(endpoints.create(endpoint, 10)).isNotNull();
        }
        stack.leaveUnprocessed(2);
        assertThat(endpoints.versions(List.of("blue", "green", "red"))).containsOnlyKeys("blue", "green", "red");
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(0, EVENTS).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static RecordedVerdict verdict(String id) {
        return new RecordedVerdict(
                id, "com.acme.crm", "deal.won", "210987654321", Optional.of("blue"), Optional.empty(), AT);
    }

    private static Dispatch dispatch(String id) {
        return new Dispatch(id, "blue", "deal.won", AT, List.of("ep_1"), Map.of());
    }
}
