package dev.sluice.examples.commerce.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.examples.commerce.testing.Functions;
import dev.sluice.examples.commerce.testing.TestContext;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProcessingWorkerTest {

    private static final String NO_FAILURES = "{\"batchItemFailures\":[]}";

    private final TestContext context = new TestContext();
    private final RowStore rows = new RowStore();
    private final ProcessingWorker worker =
            new ProcessingWorker(rows, "processing", () -> Instant.parse("2026-11-24T10:00:00Z"));

    @Test
    void aRequestedJobIsDoneAndItsRowKeepsTheReference() throws IOException {
        rows.put("p-1", "ref-1", "REQUESTED");
        assertThat(call(message("m1", event("p-1", "ref-1", "two words, \uD83D\uDE00"))))
                .isEqualTo(NO_FAILURES);
        assertThat(rows.row("p-1"))
                .containsEntry("status", AttributeValue.fromS("COMPLETED"))
                .containsEntry("referenceId", AttributeValue.fromS("ref-1"))
                .containsEntry("finishedAt", AttributeValue.fromS("2026-11-24T10:00:00Z"))
                .containsEntry(
                        "result",
                        AttributeValue.fromM(
                                Map.of("words", AttributeValue.fromN("3"), "characters", AttributeValue.fromN("12"))));
        assertThat(context.lines()).containsExactly("{\"job\":\"finished\",\"id\":\"p-1\",\"referenceId\":\"ref-1\"}");
    }

    @Test
    void aJobThatCanNeverBeDoneFailsInItsRowAndNotInTheQueue() throws IOException {
        rows.put("p-1", "ref-1", "REQUESTED");
        assertThat(call(message("m1", event("p-1", "ref-1", null)))).isEqualTo(NO_FAILURES);
        assertThat(rows.row("p-1"))
                .containsEntry("status", AttributeValue.fromS("FAILED"))
                .containsEntry("failure", AttributeValue.fromS("text: is required"))
                .doesNotContainKey("result");
    }

    @Test
    void everyNameThatIsDefinedIsUsed() throws IOException {
        rows.put("p-1", "r", "REQUESTED");
        rows.put("p-2", "r", "REQUESTED");
        call(message("m1", event("p-1", "r", "x")), message("m2", event("p-2", "r", null)));
        assertThat(rows.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(
                                request.expressionAttributeNames().keySet())
                        .allSatisfy(name -> assertThat(request.updateExpression() + request.conditionExpression())
                                .contains(name)));
    }

    @Test
    void aMessageThatComesTwiceEndsTheJobOnce() throws IOException {
        rows.put("p-1", "ref-1", "REQUESTED");
        ObjectNode message = message("m1", event("p-1", "ref-1", "one"));
        call(message);
        Map<String, AttributeValue> done = Map.copyOf(rows.row("p-1"));
        assertThat(call(message)).isEqualTo(NO_FAILURES);
        assertThat(rows.row("p-1")).isEqualTo(done);
        assertThat(context.lines().get(1)).contains("nothing left to do");
    }

    @Test
    void aRowThatIsGoneOrAsksForSomethingElseIsLeftAlone() throws IOException {
        rows.put("p-2", "another", "REQUESTED");
        assertThat(call(message("m1", event("p-1", "ref-1", "x")), message("m2", event("p-2", "ref-2", "x"))))
                .isEqualTo(NO_FAILURES);
        assertThat(rows.row("p-2")).containsEntry("status", AttributeValue.fromS("REQUESTED"));
    }

    @Test
    void onlyWhatFailedComesBack() throws IOException {
        rows.put("p-1", "ref-1", "REQUESTED");
        String answer = call(message("m1", "no event"), message("m2", event("p-1", "ref-1", "x")), message("m3", "{}"));
        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m3\"}]}");
        assertThat(rows.row("p-1")).containsEntry("status", AttributeValue.fromS("COMPLETED"));
    }

    @Test
    void aThrottledTableBringsTheMessageBack() throws IOException {
        rows.throttle();
        assertThat(call(message("m1", event("p-1", "ref-1", "x"))))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
        assertThat(context.lines().get(0)).contains("slow down");
    }

    @ParameterizedTest
    @CsvSource({"requestId", "referenceId"})
    void anEventThatDoesNotSayWhichJobIsNamed(String member) throws IOException {
        ObjectNode event = Json.object();
        event.setAll((ObjectNode) Json.parse(event("p-1", "ref-1", "x")));
        ((ObjectNode) event.at("/detail/data")).remove(member);
        call(message("m1", event.toString()));
        assertThat(context.lines().get(0)).contains("detail.data." + member + ": must be a string");
    }

    @Test
    void whatIsNoBatchIsRefused() {
        assertThatThrownBy(() -> Functions.call(worker, "{}", context))
                .hasMessage("Records: must be an array of SQS messages");
    }

    @Test
    void aWorkerWithoutItsTableDoesNotStart() {
        assertThatThrownBy(() -> new ProcessingWorker(
                        Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "k", "AWS_SECRET_ACCESS_KEY", "s")))
                .hasMessage("environment variable PROCESSING_TABLE is missing");
    }

    private String call(ObjectNode... messages) throws IOException {
        ObjectNode batch = Json.object();
        ArrayNode records = batch.putArray("Records");
        for (ObjectNode message : messages) {
            records.add(message);
        }
        return Functions.call(worker, Json.text(batch), context);
    }

    private static ObjectNode message(String id, String body) {
        return Json.object().put("messageId", id).put("receiptHandle", "h").put("body", body);
    }

    private static String event(String id, String reference, String text) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", "e-" + id)
                .put("detail-type", "processing.requested")
                .put("source", "com.example.processing")
                .put("account", "000000000000")
                .put("time", "2026-11-24T10:00:00Z")
                .put("region", "us-east-1");
        event.putArray("resources");
        ObjectNode data = event.putObject("detail").putObject("data");
        data.put("requestId", id).put("referenceId", reference);
        if (text != null) {
            data.put("text", text);
        }
        return Json.text(event);
    }
}
