package dev.sluice.engine.events.attempt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.rules.json.StorableText;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where events end that cannot be delivered: in the target's dead-letter queue, if it has one that EventBridge may use.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a>
 */
public final class DeadLetters {

    /** What happens to an abandoned delivery. */
    public record Grave(End end, Enqueue enqueue, TraceRecord record) {}

    /** How a delivery can end. */
    public enum End {
        SENT,
        NO_QUEUE,
        QUEUE_FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Enqueue NOTHING = tx -> {};

    /** What is kept of an error message; a target may answer any text, of any length. */
    private static final int LONGEST_MESSAGE = 1_000;

    private final Queues queues;

    public DeadLetters(Queues queues) {
        this.queues = queues;
    }

    public Grave prepare(
            Optional<Target> target,
            Delivery last,
            String code,
            String message,
            Optional<String> exhausted,
            Instant now) {
        Optional<String> queue = target.flatMap(Target::deadLetters);
        if (target.isEmpty() || queue.isEmpty()) {
            return new Grave(
                    End.NO_QUEUE, NOTHING, Traces.failure("INVOCATION_FAILURE", target, last, code, message, now));
        }
        ObjectNode letter = letter(target.get(), last, code, message, exhausted).put("QueueArn", queue.get());
        Caller service = Caller.service(
                Attempts.SERVICE, target.get().ruleArn(), target.get().bus().account());
        try {
            Enqueue send = queues.keep(service, letter);
            return new Grave(End.SENT, send, Traces.failure("INVOCATION_DLQ", target, last, code, message, now));
        } catch (AwsException e) {
            String why =
                    message + " (and the dead-letter queue " + queue.get() + " did not take it: " + e.message() + ")";
            LOG.warn(
                    "event {} is lost to {}: {} {}",
                    last.content().eventId(),
                    target.get().arn(),
                    code,
                    why);
            return new Grave(
                    End.QUEUE_FAILED, NOTHING, Traces.failure("INVOCATION_FAILURE", target, last, code, why, now));
        }
    }

    private static ObjectNode letter(
            Target target, Delivery last, String code, String message, Optional<String> exhausted) {
        ObjectNode letter = Json.object()
                .put("MessageBody", StorableText.escaped(last.content().event()));
        ObjectNode attributes = letter.putObject("MessageAttributes");
        attribute(attributes, "RULE_ARN", target.ruleArn());
        attribute(attributes, "TARGET_ARN", target.arn());
        attribute(attributes, "ERROR_CODE", code);
        attribute(
                attributes, "ERROR_MESSAGE", StorableText.limited(message.isEmpty() ? code : message, LONGEST_MESSAGE));
        exhausted.ifPresent(condition -> attribute(attributes, "EXHAUSTED_RETRY_CONDITION", condition));
        attribute(attributes, "RETRY_ATTEMPTS", String.valueOf(Math.max(0, last.attempts() - 1)));
        return letter;
    }

    private static void attribute(ObjectNode attributes, String name, String value) {
        attributes.putObject(name).put("DataType", "String").put("StringValue", value);
    }
}
