package dev.sluice.examples.commerce.processing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.event.Envelope;
import java.util.Optional;

/**
 * What the worker is asked to do.
 *
 * @param requestId key of the row that asks
 * @param referenceId by which the customer knows the job
 * @param text what to work on
 */
record Request(String requestId, String referenceId, Optional<String> text) {

    /** @throws IllegalArgumentException if the event does not say which row asks, naming the member */
    static Request of(Envelope event) {
        if (!(event.detail().get("data") instanceof ObjectNode data)) {
            throw new IllegalArgumentException("detail.data: must be an object");
        }
        return new Request(
                required(data, "requestId"),
                required(data, "referenceId"),
                Optional.ofNullable(data.get("text"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText));
    }

    private static String required(ObjectNode data, String member) {
        String text = data.path(member).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("detail.data." + member + ": must be a string");
        }
        return text;
    }
}
