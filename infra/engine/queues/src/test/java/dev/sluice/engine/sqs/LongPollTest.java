package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongPollTest {

    @TempDir
    Path folder;

    private Sqs sqs;

    @BeforeEach
    void open() {
        sqs = Sqs.open(folder);
        sqs.create("q");
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    private CompletableFuture<List<JsonNode>> poll() {
        return CompletableFuture.supplyAsync(() -> sqs.receive(Sqs.on("q").put("WaitTimeSeconds", 20)));
    }

    @Test
    void itEndsWithTheFirstMessage() {
        CompletableFuture<List<JsonNode>> poll = poll();
        sqs.send("q", "now");
        assertThat(poll.join()).hasSize(1);
    }

    @Test
    void itEndsWhenAMessageBecomesVisible() {
        sqs.send("q", "again");
        sqs.receive("q", 1);
        CompletableFuture<List<JsonNode>> poll = poll();
        await().untilAsserted(() -> {
            sqs.time.advance(Duration.ofSeconds(1));
            assertThat(poll).isDone();
        });
        assertThat(poll.join()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void itEndsWithoutAMessageWhenItsTimeIsOver() {
        CompletableFuture<List<JsonNode>> poll = poll();
        await().untilAsserted(() -> {
            sqs.time.advance(Duration.ofSeconds(20));
            assertThat(poll).isCompletedWithValue(List.of());
        });
    }

    @Test
    void itEndsWhenItsQueueIsDeleted() {
        CompletableFuture<List<JsonNode>> poll = poll();
        sqs.call("DeleteQueue", Sqs.on("q"));
        await().untilAsserted(() -> assertThat(poll).isDone());
    }
}
