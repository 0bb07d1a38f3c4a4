package dev.sluice.engine.poll.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operations that reading a queue takes, as one caller.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
public final class QueueCalls {

    /** The most messages of one call. */
    static final int PAGE = 10;

    private static final String SERVICE = "sqs";

    private final Aws aws;
    private final Caller caller;
    private final String queueArn;

    public QueueCalls(Aws aws, Caller caller, String queueArn) {
        this.aws = aws;
        this.caller = caller;
        this.queueArn = queueArn;
    }

    String queueArn() {
        return queueArn;
    }

    /** An attribute of the queue, such as {@code VisibilityTimeout}. */
    public Optional<String> attribute(String name) {
        ObjectNode input = Json.object().put("QueueArn", queueArn);
        input.putArray("AttributeNames").add(name);
        return Optional.ofNullable(aws.call(caller, SERVICE, "GetQueueAttributes", input)
                        .path("Attributes")
                        .get(name))
                .map(JsonNode::asText);
    }

    /**
     * Takes no message.
     *
     * @throws AwsException if there is no such queue, or its messages may not be received
     */
    public void probe(Access access) {
        for (String action : List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")) {
            access.require(caller, action, queueArn);
        }
        attribute("VisibilityTimeout");
    }

    JsonNode receive(int most, Optional<Duration> visibility) {
        ObjectNode input = Json.object().put("QueueArn", queueArn).put("MaxNumberOfMessages", Math.min(PAGE, most));
        input.putArray("AttributeNames").add("All");
        input.putArray("MessageAttributeNames").add("All");
        visibility.ifPresent(timeout -> input.put("VisibilityTimeout", timeout.toSeconds()));
        return aws.call(caller, SERVICE, "ReceiveMessage", input).path("Messages");
    }

    /** Deletes messages; answers how many could not be deleted. */
    int delete(List<Polled> messages) {
        int failed = 0;
        for (int from = 0; from < messages.size(); from += PAGE) {
            ObjectNode input = Json.object().put("QueueArn", queueArn);
            ArrayNode entries = input.putArray("Entries");
            for (Polled message : messages.subList(from, Math.min(from + PAGE, messages.size()))) {
                entries.addObject().put("Id", String.valueOf(entries.size())).put("ReceiptHandle", message.position());
            }
            failed += aws.call(caller, SERVICE, "DeleteMessageBatch", input)
                    .path("Failed")
                    .size();
        }
        return failed;
    }
}
