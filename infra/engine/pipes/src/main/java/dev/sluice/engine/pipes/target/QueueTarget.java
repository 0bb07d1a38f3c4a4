package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.pipes.template.Parameter;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Optional;

/** An SQS queue. A batch that is too large for one request goes in several. */
public final class QueueTarget implements Target {

    private static final int MOST = 10;

    /** Of the 1 MiB that a request may have, so much is left for what counts besides the bodies. */
    private static final int MOST_BYTES = 1_000_000;

    private final Aws aws;
    private final Caller caller;
    private final String queueArn;
    private final Optional<Parameter> group;
    private final Optional<Parameter> deduplication;

    /**
     * @param group {@code MessageGroupId}
     * @param deduplication {@code MessageDeduplicationId}
     */
    public QueueTarget(
            Aws aws, Caller caller, String queueArn, Optional<Parameter> group, Optional<Parameter> deduplication) {
        this.aws = aws;
        this.caller = caller;
        this.queueArn = queueArn;
        this.group = group;
        this.deduplication = deduplication;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(List<Element> elements) {
        Failures failures = new Failures();
        failures.inRequests(elements, MOST_BYTES, request -> send(request, failures));
        return failures.outcome();
    }

    private void send(List<Element> elements, Failures failures) {
        ObjectNode input = Json.object().put("QueueArn", queueArn);
        ArrayNode entries = input.putArray("Entries");
        for (Element element : elements) {
            ObjectNode entry = entries.addObject()
                    .put("Id", String.valueOf(entries.size() - 1))
                    .put("MessageBody", element.text());
            group.ifPresent(parameter -> entry.put("MessageGroupId", parameter.text(element.event())));
            deduplication.ifPresent(parameter -> entry.put("MessageDeduplicationId", parameter.text(element.event())));
        }
        for (JsonNode failed :
                aws.call(caller, "sqs", "SendMessageBatch", input).path("Failed")) {
            String code = failed.path("Code").asText();
            String message = failed.path("Message").asText();
            boolean counted = failed.path("SenderFault").asBoolean(true);
            failures.add(
                    elements.get(failed.path("Id").asInt()),
                    counted ? Fault.counted(code, message) : Fault.internal(code, message));
        }
    }
}
