package dev.sluice.tests.contracts.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Table;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * DynamoDB's streams through their own API.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">DynamoDB Streams</a>
 */
class StreamTest extends Contract {

    private StreamDescription describe(Table table) {
        return lab.streams()
                .describeStream(request -> request.streamArn(table.stream()))
                .streamDescription();
    }

    private List<Record> read(Table table, int count) {
        List<Record> records = new ArrayList<>();
        Awaitility.await().until(() -> {
            records.clear();
            for (Shard shard : describe(table).shards()) {
                String iterator = lab.streams()
                        .getShardIterator(request -> request.streamArn(table.stream())
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                records.addAll(lab.streams()
                        .getRecords(request -> request.shardIterator(iterator))
                        .records());
            }
            return records.size() >= count;
        });
        return records;
    }

    @Test
    @Line({"G.1", "G.2", "G.3"})
    void eachChangeIsOneRecordInTheOrderOfTheItem() {
        Table table = Table.of(lab);
        table.put("a", "1");
        table.put("a", "1");
        table.put("a", "2");
        table.delete("a");
        List<Record> records = read(table, 3);
        assertThat(records)
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        assertThat(records).extracting(Record::eventID).doesNotHaveDuplicates();
        Record insert = records.get(0);
        assertThat(insert.eventVersion()).isEqualTo("1.1");
        assertThat(insert.eventSource()).isEqualTo("aws:dynamodb");
        assertThat(insert.awsRegion()).isEqualTo(lab.region());
        assertThat(insert.userIdentity()).isNull();
        assertThat(insert.dynamodb().hasOldImage()).isFalse();
        assertThat(insert.dynamodb().newImage().get("text").s()).isEqualTo("1");
        assertThat(insert.dynamodb().keys()).containsOnlyKeys("id");
        assertThat(insert.dynamodb().sequenceNumber()).matches("\\d{21,40}");
        assertThat(insert.dynamodb().sizeBytes()).isPositive();
        assertThat(insert.dynamodb().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(insert.dynamodb().approximateCreationDateTime()).isNotNull();
        assertThat(records.get(2).dynamodb().hasNewImage()).isFalse();
    }

    @Test
    @Line("G.2")
    void anIteratorAfterASequenceNumberGoesOnBehindIt() {
        Table table = Table.of(lab);
        table.put("a", "1");
        table.put("a", "2");
        String first = read(table, 2).get(0).dynamodb().sequenceNumber();
        String shard = describe(table).shards().get(0).shardId();
        String after = lab.streams()
                .getShardIterator(request -> request.streamArn(table.stream())
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(first))
                .shardIterator();
        assertThat(lab.streams()
                        .getRecords(request -> request.shardIterator(after))
                        .records())
                .extracting(record -> record.dynamodb().newImage().get("text").s())
                .containsExactly("2");
        String latest = lab.streams()
                .getShardIterator(request ->
                        request.streamArn(table.stream()).shardId(shard).shardIteratorType(ShardIteratorType.LATEST))
                .shardIterator();
        assertThat(lab.streams()
                        .getRecords(request -> request.shardIterator(latest))
                        .records())
                .isEmpty();
    }

    @Test
    @Line("G.3")
    void aStreamThatIsTurnedOffIsDisabledAndItsShardsAreClosed() {
        Table table = Table.of(lab);
        table.put("a", "1");
        lab.dynamoDb()
                .updateTable(request ->
                        request.tableName(table.name()).streamSpecification(stream -> stream.streamEnabled(false)));
        Awaitility.await().until(() -> describe(table).streamStatus() == StreamStatus.DISABLED);
        assertThat(describe(table).shards())
                .allSatisfy(shard -> assertThat(shard.sequenceNumberRange().endingSequenceNumber())
                        .isNotNull());
        assertThat(read(table, 1)).hasSize(1);
    }

    @Test
    @Line("G.4")
    void aStreamThatIsNotThereIsRefusedByItsArn() {
        Table table = Table.of(lab);
        String none = table.stream().replaceAll("stream/.*", "stream/2020-01-01T00:00:00.000");
        assertThat(Refusal.of(() -> lab.streams().describeStream(request -> request.streamArn(none))))
                .isEqualTo(Refusal.of(
                        400,
                        "ResourceNotFoundException",
                        "Requested resource not found: Stream: " + none + " not found"));
    }

    @Test
    @Line("G.2")
    void anIteratorOfNobodyIsRefused() {
        assertThat(Refusal.of(() -> lab.streams().getRecords(request -> request.shardIterator("x")))
                        .status())
                .isEqualTo(400);
    }
}
