package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors are those recorded against AWS. */
class MessageErrorTest {

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

    @Test
    void aMessageNeedsABodyOfAllowedCharactersAndSize() {
        assertThat(sqs.error("SendMessage", Sqs.on("q").put("MessageBody", "")))
                .isEqualTo("MissingRequiredParameterException The request must contain the parameter MessageBody.");
        assertThat(sqs.error("SendMessage", Sqs.on("q").put("MessageBody", "\u0001")))
                .startsWith("InvalidMessageContents ");
        assertThat(sqs.error("SendMessage", Sqs.on("q").put("MessageBody", "\ud800")))
                .startsWith("InvalidMessageContents ");
        sqs.send("q", "\ud83d\ude00 x".repeat(100));
        sqs.send("q", "x".repeat(1 << 20));
        assertThat(sqs.error("SendMessage", Sqs.on("q").put("MessageBody", "€".repeat(349_526))))
                .isEqualTo(
                        "InvalidParameterValueException One or more parameters are invalid. Reason: Message must be shorter"
                                + " than 1048576 bytes.");
    }

    @Test
    void attributesCountTowardTheSize() {
        ObjectNode input = Sqs.on("q").put("MessageBody", "x".repeat((1 << 20) - 10));
        input.putObject("MessageAttributes")
                .putObject("name")
                .put("DataType", "String")
                .put("StringValue", "v");
        assertThat(sqs.error("SendMessage", input)).contains("Message must be shorter than 1048576 bytes.");
    }

    @Test
    void messageAttributesAreChecked() {
        assertThat(attribute("a", "String", "")).contains("must contain a non-empty value of type 'String'.");
        assertThat(attribute("AWS.a", "String", "x")).contains("beginning with 'AWS.' or 'Amazon.'");
        assertThat(attribute("a b", "String", "x")).contains("can only contain upper and lower score characters");
        assertThat(attribute("a", "Text", "x")).contains("invalid message attribute type");
        assertThat(attribute("a", "Number", "x")).contains("Can't cast the value");
        assertThat(attribute("a", "Number.int", "1e400")).isEqualTo("fine");
    }

    private String attribute(String name, String type, String value) {
        ObjectNode input = Sqs.on("q").put("MessageBody", "x");
        input.putObject("MessageAttributes")
                .putObject(name)
                .put("DataType", type)
                .put("StringValue", value);
        if (type.equals("Number.int")) {
            sqs.call("SendMessage", input);
            return "fine";
        }
        return sqs.error("SendMessage", input);
    }

    @Test
    void whatIsForFifoQueuesIsRefusedOnAStandardQueueExceptAGroup() {
        assertThat(sqs.error("SendMessage", Sqs.on("q").put("MessageBody", "x").put("MessageDeduplicationId", "d")))
                .isEqualTo(
                        "InvalidParameterValueException Value d for parameter MessageDeduplicationId is invalid. Reason: The"
                                + " request includes a parameter that is not valid for this queue type.");
        assertThat(sqs.error("SendMessage", Sqs.on("q").put("MessageBody", "x").put("MessageGroupId", "group 123")))
                .isEqualTo(
                        "InvalidParameterValueException Value group 123 for parameter MessageGroupId is invalid. Reason:"
                                + " MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        sqs.call("SendMessage", Sqs.on("q").put("MessageBody", "x").put("MessageGroupId", "g".repeat(128)));
    }

    @Test
    void batchesHaveLimits() {
        assertThat(sqs.error("SendMessageBatch", batch(0, 1)))
                .isEqualTo(
                        "EmptyBatchRequest There should be at least one SendMessageBatchRequestEntry in the request.");
        assertThat(sqs.error("SendMessageBatch", batch(20, 1)))
                .isEqualTo(
                        "TooManyEntriesInBatchRequest Maximum number of entries per request are 10. You have sent 20.");
        ObjectNode tooLong = batch(2, 524_288);
        ((ObjectNode) tooLong.at("/Entries/0")).put("MessageBody", "x".repeat(524_289));
        assertThat(sqs.error("SendMessageBatch", tooLong))
                .isEqualTo(
                        "BatchRequestTooLong Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
        ObjectNode repeated = batch(2, 1);
        ((ObjectNode) repeated.at("/Entries/1")).put("Id", "id-0");
        assertThat(sqs.error("SendMessageBatch", repeated)).isEqualTo("BatchEntryIdsNotDistinct Id id-0 repeated.");
        ((ObjectNode) repeated.at("/Entries/1")).put("Id", "a:b");
        assertThat(sqs.error("SendMessageBatch", repeated))
                .startsWith("InvalidBatchEntryId A batch entry id can only contain");
        assertThat(sqs.counts("q")).isEqualTo("0/0/0");
    }

    private static ObjectNode batch(int entries, int size) {
        ObjectNode input = Sqs.on("q");
        ArrayNode list = input.putArray("Entries");
        for (int i = 0; i < entries; i++) {
            list.addObject().put("Id", "id-" + i).put("MessageBody", "x".repeat(size));
        }
        return input;
    }

    @Test
    void aReceiveHasLimits() {
        assertThat(sqs.error("ReceiveMessage", Sqs.on("q").put("MaxNumberOfMessages", 11)))
                .isEqualTo(
                        "InvalidParameterValueException Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must"
                                + " be between 1 and 10, if provided.");
        assertThat(sqs.error("ReceiveMessage", Sqs.on("q").put("WaitTimeSeconds", -1)))
                .isEqualTo(
                        "InvalidParameterValueException Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be"
                                + " >= 0 and <= 20, if provided.");
    }

    @Test
    void aHandleOfAnotherQueueOrOfNothingIsInvalid() {
        sqs.create("other");
        sqs.send("other", "x");
        String handle = sqs.receive("other", 1).get(0).path("ReceiptHandle").asText();
        assertThat(sqs.error("DeleteMessage", Sqs.on("q").put("ReceiptHandle", handle)))
                .isEqualTo("ReceiptHandleIsInvalid The input receipt handle \"" + handle
                        + "\" is not a valid receipt handle.");
        assertThat(sqs.error("DeleteMessage", Sqs.on("q").put("ReceiptHandle", "%")))
                .startsWith("ReceiptHandleIsInvalid");
    }

    @Test
    void visibilityEndsAtTwelveHoursAndMayChangeUntilTheMessageIsGone() {
        sqs.send("q", "x");
        JsonNode message = sqs.receive("q", 1).get(0);
        ObjectNode change =
                Sqs.on("q").put("ReceiptHandle", message.path("ReceiptHandle").asText());
        assertThat(sqs.error("ChangeMessageVisibility", change.deepCopy().put("VisibilityTimeout", 43_201)))
                .contains("Value 43201 for parameter VisibilityTimeout is invalid.");
        sqs.time.advance(Duration.ofSeconds(20));
        assertThat(sqs.error("ChangeMessageVisibility", change.deepCopy().put("VisibilityTimeout", 43_200)))
                .endsWith("Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        sqs.call("ChangeMessageVisibility", change.deepCopy().put("VisibilityTimeout", 60));
        sqs.time.advance(Duration.ofSeconds(59));
        assertThat(sqs.counts("q")).isEqualTo("0/1/0");
        sqs.time.advance(Duration.ofSeconds(1));
        assertThat(sqs.counts("q")).isEqualTo("1/0/0");
        sqs.call("ChangeMessageVisibility", change.deepCopy().put("VisibilityTimeout", 10));
        assertThat(sqs.counts("q")).isEqualTo("0/1/0");
        sqs.time.advance(Duration.ofSeconds(10));
        assertThat(sqs.receive("q", 1)).hasSize(1);
        sqs.call("DeleteMessage", change.deepCopy());
        assertThat(sqs.error("ChangeMessageVisibility", change.deepCopy().put("VisibilityTimeout", 1)))
                .endsWith("Message does not exist or is not available for visibility timeout change.");
    }

    @Test
    void aChangedVisibilityOutlivesARestart() {
        sqs.send("q", "x");
        JsonNode message = sqs.receive("q", 1).get(0);
        sqs.call(
                "ChangeMessageVisibility",
                Sqs.on("q")
                        .put("ReceiptHandle", message.path("ReceiptHandle").asText())
                        .put("VisibilityTimeout", 600));
        sqs.close();
        sqs = new Sqs(folder, sqs.time);
        sqs.time.advance(Duration.ofSeconds(599));
        assertThat(sqs.counts("q")).isEqualTo("0/1/0");
        sqs.time.advance(Duration.ofSeconds(1));
        assertThat(sqs.receive("q", 1)
                        .get(0)
                        .at("/Attributes/ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void aMessageIsDroppedAfterItsRetentionAndMeasuredBefore() {
        sqs.call("SetQueueAttributes", Sqs.json("{'QueueUrl':'q','Attributes':{'MessageRetentionPeriod':'120'}}"));
        sqs.send("q", "old");
        sqs.time.advance(Duration.ofSeconds(61));
        assertThat(sqs.kernel.metrics().known())
                .extracting(metric -> metric.name())
                .contains(
                        "NumberOfMessagesSent", "ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage");
        sqs.time.advance(Duration.ofSeconds(120));
        sqs.kernel.store().write(tx -> true);
        assertThat(sqs.counts("q")).isEqualTo("0/0/0");
        assertThat(sqs.receive("q", 1)).isEmpty();
    }
}
