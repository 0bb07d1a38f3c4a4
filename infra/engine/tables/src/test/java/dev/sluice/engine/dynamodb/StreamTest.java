package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {

    @TempDir
    Path folder;

    private Dynamo dynamo;
    private String arn;

    @BeforeEach
    void open() {
        dynamo = Dynamo.open(folder);
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        arn = streamArn();
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    private String streamArn() {
        return dynamo.call("DescribeTable", "{\"TableName\":\"plain\"}")
                .path("Table")
                .path("LatestStreamArn")
                .asText();
    }

    private void put(String id, int n) {
        dynamo.call(
                "PutItem",
                "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"" + id + "\"},\"n\":{\"N\":\"" + n + "\"}}}");
    }

    private JsonNode description() {
        return dynamo.stream("DescribeStream", "{\"StreamArn\":\"" + arn + "\"}")
                .path("StreamDescription");
    }

    private String iterator(String type, String number) {
        String shard = description().path("Shards").get(0).path("ShardId").asText();
        String at = number.isEmpty() ? "" : ",\"SequenceNumber\":\"" + number + "\"";
        return dynamo.stream(
                        "GetShardIterator",
                        "{\"StreamArn\":\"" + arn + "\",\"ShardId\":\"" + shard + "\",\"ShardIteratorType\":\"" + type
                                + "\"" + at + "}")
                .path("ShardIterator")
                .asText();
    }

    private JsonNode records(String iterator, int limit) {
        return dynamo.stream("GetRecords", "{\"ShardIterator\":\"" + iterator + "\",\"Limit\":" + limit + "}");
    }

    private List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        records(iterator("TRIM_HORIZON", ""), 1_000).path("Records").forEach(all::add);
        return all;
    }

    @Test
    void everyChangeIsARecordAndNoChangeIsNone() {
        put("a", 1);
        put("a", 2);
        put("a", 2);
        dynamo.call("DeleteItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
        dynamo.call("DeleteItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
        List<JsonNode> records = all();
        assertThat(records)
                .extracting(record -> record.path("eventName").asText())
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        JsonNode modify = records.get(1);
        assertThat(modify.path("eventVersion").asText()).isEqualTo("1.1");
        assertThat(modify.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(modify.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(modify.path("eventID").asText()).matches("[0-9a-f]{32}");
        JsonNode change = modify.path("dynamodb");
        assertThat(change.path("Keys")).isEqualTo(Dynamo.json("{\"id\":{\"S\":\"a\"}}"));
        assertThat(change.path("OldImage")).isEqualTo(Dynamo.json("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}"));
        assertThat(change.path("NewImage")).isEqualTo(Dynamo.json("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"2\"}}"));
        assertThat(change.path("SequenceNumber").asText()).matches("[0-9]{21,40}");
        assertThat(change.path("SizeBytes").asInt()).isEqualTo(3 + 6 + 6);
        assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(change.path("ApproximateCreationDateTime").asLong())
                .isEqualTo(dynamo.time.now().getEpochSecond());
        assertThat(records.get(0).path("dynamodb").has("OldImage")).isFalse();
        assertThat(records.get(2).path("dynamodb").has("NewImage")).isFalse();
    }

    @Test
    void aTransactionThatFailsLeavesNoRecord() {
        dynamo.failure(
                "TransactWriteItems",
                "{\"TransactItems\":[{\"Put\":{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"a\"}}}},"
                        + "{\"Put\":{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"b\"}},\"ConditionExpression\":\"attribute_exists(id)\"}}]}");
        assertThat(all()).isEmpty();
    }

    @Test
    void eachIteratorTypeBeginsWhereItSays() {
        put("a", 1);
        put("b", 2);
        String latest = iterator("LATEST", "");
        put("c", 3);
        List<JsonNode> records = all();
        String second = records.get(1).path("dynamodb").path("SequenceNumber").asText();
        assertThat(ids(records(iterator("AT_SEQUENCE_NUMBER", second), 10))).containsExactly("b", "c");
        assertThat(ids(records(iterator("AFTER_SEQUENCE_NUMBER", second), 10))).containsExactly("c");
        assertThat(ids(records(latest, 10))).containsExactly("c");
        JsonNode first = records(iterator("TRIM_HORIZON", ""), 1);
        assertThat(ids(first)).containsExactly("a");
        assertThat(ids(records(first.path("NextShardIterator").asText(), 10))).containsExactly("b", "c");
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("Records")
                .forEach(record -> ids.add(record.at("/dynamodb/Keys/id/S").asText()));
        return ids;
    }

    @Test
    void anIteratorExpiresAfterFifteenMinutes() {
        String iterator = iterator("TRIM_HORIZON", "");
        dynamo.time.advance(Duration.ofMinutes(16));
        assertThat(Dynamo.failure(() -> records(iterator, 1)).code()).isEqualTo("ExpiredIteratorException");
        assertThat(Dynamo.failure(() -> records("nonsense", 1)).code()).isEqualTo("ValidationException");
    }

    @Test
    void recordsAreKeptFor24Hours() {
        put("a", 1);
        String number = all().get(0).path("dynamodb").path("SequenceNumber").asText();
        dynamo.time.advance(Duration.ofHours(23));
        dynamo.settle();
        put("b", 1);
        assertThat(all()).hasSize(2);
        dynamo.time.advance(Duration.ofMinutes(61));
        dynamo.settle();
        assertThat(all())
                .extracting(record -> record.at("/dynamodb/Keys/id/S").asText())
                .containsExactly("b");
        assertThat(Dynamo.failure(() -> iterator("AT_SEQUENCE_NUMBER", number)).code())
                .isEqualTo("TrimmedDataAccessException");
        dynamo.time.advance(Duration.ofHours(25));
        dynamo.settle();
        assertThat(all()).isEmpty();
        put("c", 1);
        assertThat(new java.math.BigInteger(
                        all().get(0).path("dynamodb").path("SequenceNumber").asText()))
                .isGreaterThan(new java.math.BigInteger(number));
    }

    @Test
    void disablingEndsTheShardAndEnablingBeginsANewStream() {
        put("a", 1);
        dynamo.call("UpdateTable", "{\"TableName\":\"plain\",\"StreamSpecification\":{\"StreamEnabled\":false}}");
        put("b", 1);
        assertThat(description().path("StreamStatus").asText()).isEqualTo("DISABLED");
        assertThat(description().at("/Shards/0/SequenceNumberRange").has("EndingSequenceNumber"))
                .isTrue();
        JsonNode page = records(iterator("TRIM_HORIZON", ""), 10);
        assertThat(ids(page)).containsExactly("a");
        assertThat(page.has("NextShardIterator")).isFalse();
        dynamo.call(
                "UpdateTable",
                "{\"TableName\":\"plain\",\"StreamSpecification\":{\"StreamEnabled\":true,\"StreamViewType\":\"KEYS_ONLY\"}}");
        String old = arn;
        arn = streamArn();
        assertThat(arn).isNotEqualTo(old);
        put("c", 1);
        JsonNode record = all().get(0);
        assertThat(record.path("dynamodb").has("NewImage")).isFalse();
        assertThat(record.at("/dynamodb/StreamViewType").asText()).isEqualTo("KEYS_ONLY");
        JsonNode streams =
                dynamo.stream("ListStreams", "{\"TableName\":\"plain\"}").path("Streams");
        assertThat(streams.findValuesAsText("StreamArn")).containsExactly(old, arn);
    }

    @Test
    void readersAreToldAfterTheCommit() {
        AtomicInteger woken = new AtomicInteger();
        Runnable end = dynamo.kernel.signals().listen(arn, woken::incrementAndGet);
        put("a", 1);
        assertThat(woken).hasValue(1);
        put("a", 1);
        assertThat(woken).hasValue(1);
        end.run();
        put("a", 2);
        assertThat(woken).hasValue(1);
    }

    @Test
    void theStreamOutlivesItsTableAndTheDataOutliveTheProcess() {
        put("a", 1);
        List<JsonNode> before = all();
        dynamo.close();
        dynamo = Dynamo.open(folder, dynamo.time);
        assertThat(streamArn()).isEqualTo(arn);
        assertThat(all()).isEqualTo(before);
        put("b", 1);
        assertThat(all()).hasSize(2);
        dynamo.call("DeleteTable", "{\"TableName\":\"plain\"}");
        assertThat(all()).hasSize(2);
        dynamo.time.advance(Duration.ofHours(26));
        dynamo.settle();
        assertThat(Dynamo.failure(this::description).message())
                .isEqualTo("Requested resource not found: Stream: " + arn + " not found");
    }

    @Test
    void anItemWhoseTimeIsOverIsRemovedByTheService() {
        dynamo.call(
                "UpdateTimeToLive",
                "{\"TableName\":\"plain\",\"TimeToLiveSpecification\":{\"AttributeName\":\"expires\",\"Enabled\":true}}");
        long now = dynamo.time.now().getEpochSecond();
        for (String[] item : new String[][] {
            {"soon", "" + (now + 60)},
            {"later", "" + (now + 600)},
            {"ancient", "" + (now - 6L * 365 * 86_400)},
        }) {
            dynamo.call(
                    "PutItem",
                    "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"" + item[0] + "\"},\"expires\":{\"N\":\""
                            + item[1] + "\"}}}");
        }
        dynamo.time.advance(Duration.ofSeconds(90));
        dynamo.settle();
        assertThat(all()).hasSize(4);
        JsonNode removed = all().get(3);
        assertThat(removed.path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(removed.at("/dynamodb/Keys/id/S").asText()).isEqualTo("soon");
        assertThat(removed.path("userIdentity"))
                .isEqualTo(Dynamo.json("{\"Type\":\"Service\",\"PrincipalId\":\"dynamodb.amazonaws.com\"}"));
    }
}
