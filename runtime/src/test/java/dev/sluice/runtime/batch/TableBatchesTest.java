package dev.sluice.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableBatchesTest {

    private final List<Long> pauses = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    @Test
    void whatIsLeftUnprocessedIsWrittenByAnotherRequestAfterAPause() {
        GrudgingTable table = new GrudgingTable(10);
        batches(table).write("journal", items(25));
        assertThat(table.items).hasSize(25);
        assertThat(table.requested).containsExactly(25, 15, 5);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void writesThatAreNeverProcessedAreAnErrorThatCountsThem() {
        GrudgingTable table = new GrudgingTable(1);
        assertThatThrownBy(() -> batches(table).write("journal", items(10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("table journal: 2 of 10 writes are still unprocessed after 8 tries");
        assertThat(table.requested).hasSize(8);
    }

    @Test
    void whatIsLeftUnprocessedIsReadByAnotherRequestAfterAPause() {
        GrudgingTable table = new GrudgingTable(40);
        items(100).forEach(item -> table.items.put(item.get("id").s(), item));
        batches(table)
                .read("journal", items(100), item -> read.add(item.get("id").s()));
        assertThat(read).hasSize(100).doesNotHaveDuplicates();
        assertThat(table.requested).containsExactly(100, 60, 20);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void readsThatAreNeverProcessedAreAnErrorThatCountsThem() {
        assertThatThrownBy(() -> batches(new GrudgingTable(1)).read("journal", items(10), item -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("table journal: 2 of 10 reads are still unprocessed after 8 tries");
    }

    @Test
    void theLastTryCounts() {
        GrudgingTable table = new GrudgingTable(1);
        batches(table).write("journal", items(8));
        assertThat(table.items).hasSize(8);
        batches(table).read("journal", items(8), item -> read.add(item.get("id").s()));
        assertThat(read).hasSize(8);
    }

    @Test
    void aRequestHasAtMost25WritesOr100ReadsAndNoneIsMadeForNothing() {
        GrudgingTable table = new GrudgingTable(100);
        batches(table).write("journal", items(60));
        batches(table)
                .read("journal", items(250), item -> read.add(item.get("id").s()));
        assertThat(table.requested).containsExactly(25, 25, 10, 100, 100, 50);
        assertThat(read).as("items that are not there are left out").hasSize(60);
        batches(table).write("journal", List.of());
        batches(table).read("journal", List.of(), item -> {});
        assertThat(table.requested).hasSize(6);
    }

    @Test
    void eachPauseMayBeTwiceAsLongAsTheOneBeforeUpToASecond() {
        Random longest = new Random() {
            @Override
            public double nextDouble() {
                return 1;
            }
        };
        TableBatches batches = new TableBatches(new GrudgingTable(0), new Backoff(8, longest, pauses::add));
        assertThatThrownBy(() -> batches.write("journal", items(1))).hasMessageContaining("1 of 1 writes");
        assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1_000L, 1_000L);
    }

    @Test
    void aBackoffTriesAtLeastOnce() {
        assertThatThrownBy(() -> new Backoff(0, new Random(), pauses::add)).hasMessageContaining("tries");
    }

    private TableBatches batches(GrudgingTable table) {
        return new TableBatches(table, new Backoff(8, new Random(1), pauses::add));
    }

    private static List<Map<String, AttributeValue>> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("id", AttributeValue.fromS("e-" + i)))
                .toList();
    }
}
