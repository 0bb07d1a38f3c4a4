package dev.sluice.tests.contracts.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Function;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.OnPartialBatchItemFailureStreams;

/**
 * Pipes from a DynamoDB stream.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html">DynamoDB as a source</a>
 */
class StreamPipeTest extends Contract {

    @Test
    @Line({"D.3", "G.1", "G.3"})
    void changesOfAnItemArriveInOrderAsRecordsOfTheStream() {
        Table table = Table.of(lab);
        Queue out = lab.queue(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        Piping.pipe(
                table,
                out.arn(),
                stream -> stream.batchSize(10),
                request -> request.targetParameters(
                        target -> target.sqsQueueParameters(queue -> queue.messageGroupId("one"))));
        table.put("a", "1");
        table.put("a", "2");
        table.put("a", "2");
        table.delete("a");
        List<JsonNode> records = out.takeBodies(3).stream().map(Json::of).toList();
        assertThat(records)
                .extracting(record -> record.path("eventName").asText())
                .as("a write that changes nothing leaves no record")
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        JsonNode modified = records.get(1);
        assertThat(modified.path("eventVersion").asText()).isEqualTo("1.1");
        assertThat(modified.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(modified.path("eventSourceARN").asText()).isEqualTo(table.stream());
        assertThat(modified.path("awsRegion").asText()).isEqualTo(lab.region());
        assertThat(modified.path("eventID").asText()).isNotEmpty();
        JsonNode change = modified.path("dynamodb");
        assertThat(change.path("Keys").toString()).isEqualTo("{\"id\":{\"S\":\"a\"}}");
        assertThat(change.path("OldImage").path("text").path("S").asText()).isEqualTo("1");
        assertThat(change.path("NewImage").path("text").path("S").asText()).isEqualTo("2");
        assertThat(change.path("SequenceNumber").asText()).matches("\\d{21,40}");
        assertThat(change.path("SizeBytes").asInt()).isPositive();
        assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(change.path("ApproximateCreationDateTime").isNumber()).isTrue();
    }

    @Test
    @Line("D.3")
    void parallelPartitionsKeepTheOrderOfEachItem() {
        Table table = Table.of(lab);
        Queue out = lab.queue(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        List<String> keys = List.of("a", "b", "c", "d", "e");
        for (int n = 0; n < 6; n++) {
            for (String key : keys) {
                table.put(key, Integer.toString(n));
            }
        }
        Piping.pipe(
                table,
                out.arn(),
                stream -> stream.batchSize(3).parallelizationFactor(4),
                request -> request.targetParameters(
                        target -> target.sqsQueueParameters(queue -> queue.messageGroupId("$.dynamodb.Keys.id.S"))));
        List<JsonNode> records = out.takeBodies(30).stream().map(Json::of).toList();
        for (String key : keys) {
            assertThat(records.stream()
                            .filter(record ->
                                    record.at("/dynamodb/Keys/id/S").asText().equals(key))
                            .map(record ->
                                    record.at("/dynamodb/NewImage/text/S").asText()))
                    .as(key)
                    .containsExactly("0", "1", "2", "3", "4", "5");
        }
    }

    @Test
    @Line("D.6")
    void aFilterMatchesFieldsOfTheRecordAndTheStreamGoesOn() {
        Table table = Table.of(lab);
        Queue out = lab.queue();
        Piping.pipe(
                lab,
                table.stream(),
                out.arn(),
                request -> request.sourceParameters(source -> source.dynamoDBStreamParameters(
                                        stream -> stream.startingPosition("TRIM_HORIZON"))
                                .filterCriteria(criteria -> criteria.filters(Filter.builder()
                                        .pattern("{\"eventName\":[\"INSERT\"],\"dynamodb\":{"
                                                + "\"NewImage\":{\"text\":{\"S\":[{\"prefix\":\"yes\"}]}}}}")
                                        .build())))
                        .targetParameters(target -> target.inputTemplate("{\"id\": <$.dynamodb.Keys.id.S>}")));
        table.put("a", "no");
        table.put("a", "yes, but no insert");
        table.put("b", "yes");
        assertThat(out.takeBody()).isEqualTo("{\"id\":\"b\"}");
        assertThat(out.poll(0)).isEmpty();
    }

    @Test
    @Line({"D.9", "0.7"})
    void aRecordThatKeepsFailingLeavesAPointerInTheDeadLetterQueue() {
        Table table = Table.of(lab);
        Queue dead = lab.queue();
        Queue out = lab.queue();
        Function function = Function.of(lab, Map.of("FAIL", "poison"));
        IntStream.range(0, 4).forEach(i -> table.put("r" + i, i == 2 ? "poison" : "fine"));
        String name = Piping.pipe(
                table,
                out.arn(),
                stream -> stream.batchSize(10)
                        .maximumRetryAttempts(1)
                        .onPartialBatchItemFailure(OnPartialBatchItemFailureStreams.AUTOMATIC_BISECT)
                        .deadLetterConfig(config -> config.arn(dead.arn())),
                request -> request.enrichment(function.arn())
                        .targetParameters(target -> target.inputTemplate("<$.dynamodb.Keys.id.S>")));
        assertThat(out.takeBodies(3)).allSatisfy(body -> assertThat(body).doesNotContain("r2"));
        JsonNode letter = Json.of(dead.takeBody());
        assertThat(Json.keys(letter))
                .containsExactlyInAnyOrder("context", "version", "timestamp", "DDBStreamBatchInfo");
        assertThat(letter.path("context").path("partnerResourceArn").asText())
                .isEqualTo(lab.arn("pipes", "pipe/" + name));
        assertThat(letter.path("context").path("condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(letter.path("version").asText()).isEqualTo("1.0");
        JsonNode batch = letter.path("DDBStreamBatchInfo");
        assertThat(Json.keys(batch))
                .containsExactlyInAnyOrder(
                        "shardId",
                        "startSequenceNumber",
                        "endSequenceNumber",
                        "approximateArrivalOfFirstRecord",
                        "approximateArrivalOfLastRecord",
                        "batchSize",
                        "streamArn");
        assertThat(batch.path("streamArn").asText()).isEqualTo(table.stream());
        assertThat(batch.path("batchSize").asInt()).isEqualTo(1);
        assertThat(letter.toString()).doesNotContain("poison");
    }

    @Test
    @Line({"D.9", "0.8"})
    void aFunctionAsTargetNamesFailedRecordsByTheirEventId() {
        Table table = Table.of(lab);
        Queue dead = lab.queue();
        Function function =
                Function.of(lab, Map.of("REPORT", "\"eventID\":\"([^\"]+)\"(?:(?!\"eventID\").)*?\"S\":\"bad\""));
        table.put("a", "good");
        table.put("b", "bad");
        Piping.pipe(
                table,
                function.arn(),
                stream ->
                        stream.batchSize(10).maximumRetryAttempts(1).deadLetterConfig(config -> config.arn(dead.arn())),
                request -> {});
        JsonNode letter = Json.of(dead.takeBody());
        assertThat(letter.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
        assertThat(Json.of(function.inputs(2).get(0))).hasSize(2);
        assertThat(Json.of(function.inputs(2).get(1))).hasSize(1);
    }
}
