package dev.sluice.engine.pipes.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.request.Json;
import java.util.Optional;

/**
 * A parameter of a target: itself, or the path of its value in the event as it was before the input template. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html">Dynamic path parameters</a>
 */
public final class Parameter {

    private final String text;
    private final Optional<JsonPath> path;

    private Parameter(String text, Optional<JsonPath> path) {
        this.text = text;
        this.path = path;
    }

    public static Parameter of(String text) {
        return new Parameter(text, JsonPath.parse(text));
    }

    /** Its value for an event; empty if the path leads nowhere. */
    public Optional<JsonNode> value(View event) {
        return path.isPresent()
                ? path.get().find(event.parsed())
                : Optional.of(com.fasterxml.jackson.databind.node.TextNode.valueOf(text));
    }

    /** Its value as text; empty if the path leads nowhere. */
    public String text(View event) {
        return value(event)
                .map(found -> found.isValueNode() ? found.asText() : Json.text(found))
                .orElse("");
    }
}
