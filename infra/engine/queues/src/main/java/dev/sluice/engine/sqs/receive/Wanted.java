package dev.sluice.engine.sqs.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.backlog.Given;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.message.AttributeBytes;
import dev.sluice.engine.sqs.message.SequenceNumbers;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which parts of messages a receive asks for.
 *
 * @param system names of system attributes
 * @param attributes names of message attributes; {@code All}, {@code *}, {@code .*} and {@code prefix.*} mean many
 */
public record Wanted(Set<String> system, List<String> attributes) {

    private static final Set<String> SYSTEM = Set.of(
            "All",
            "SenderId",
            "SentTimestamp",
            "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp",
            "SequenceNumber",
            "MessageDeduplicationId",
            "MessageGroupId",
            "AWSTraceHeader",
            "DeadLetterQueueSourceArn");

    static Wanted of(ObjectNode input) {
        Set<String> system = new HashSet<>(Inputs.texts(input, "AttributeNames"));
        system.addAll(Inputs.texts(input, "MessageSystemAttributeNames"));
        for (String name : system) {
            if (!SYSTEM.contains(name)) {
                throw Errors.attributeName("Unknown Attribute " + name + ".");
            }
        }
        return new Wanted(system, Inputs.texts(input, "MessageAttributeNames"));
    }

    ObjectNode view(OpenQueue queue, Given given) {
        Content content = given.content();
        ObjectNode view = Json.object()
                .put("MessageId", content.id())
                .put("ReceiptHandle", new ReceiptHandle(queue.backlog().number(), given.seq(), given.receives()).text())
                .put("MD5OfBody", content.bodyMd5())
                .put("Body", content.body());
        if (!system.isEmpty()) {
            ObjectNode known = system(queue, given);
            if (!known.isEmpty()) {
                view.set("Attributes", known);
            }
        }
        if (!attributes.isEmpty() && !content.attributes().isEmpty()) {
            ObjectNode selected = selected(content.attributes());
            if (!selected.isEmpty()) {
                view.put("MD5OfMessageAttributes", AttributeBytes.md5(selected));
                view.set("MessageAttributes", selected);
            }
        }
        return view;
    }

    private ObjectNode system(OpenQueue queue, Given given) {
        ObjectNode known = Json.object();
        put(known, "SenderId", given.content().sender());
        put(known, "ApproximateFirstReceiveTimestamp", Long.toString(given.firstReceived()));
        put(known, "ApproximateReceiveCount", Integer.toString(given.receives()));
        put(known, "SentTimestamp", Long.toString(given.sent()));
        if (queue.queue().fifo()) {
            put(known, "SequenceNumber", SequenceNumbers.of(given.seq()));
        }
        if (!given.group().isEmpty()) {
            put(known, "MessageGroupId", given.group());
        }
        given.content()
                .system()
                .properties()
                .forEach(attribute ->
                        put(known, attribute.getKey(), attribute.getValue().asText()));
        return known;
    }

    private void put(ObjectNode known, String name, String value) {
        if (system.contains(name) || system.contains("All")) {
            known.put(name, value);
        }
    }

    private ObjectNode selected(ObjectNode all) {
        ObjectNode selected = Json.object();
        all.properties().forEach(attribute -> {
            if (attributes.stream().anyMatch(name -> matches(name, attribute.getKey()))) {
                selected.set(attribute.getKey(), attribute.getValue());
            }
        });
        return selected;
    }

    private static boolean matches(String wanted, String name) {
        return wanted.equals("All")
                || wanted.equals("*")
                || wanted.equals(name)
                || wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2));
    }
}
