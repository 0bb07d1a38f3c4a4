package dev.sluice.engine.events.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.events.input.EventView;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.request.Json;

/**
 * Target parameters whose whole value may be a path into the original event, whatever the input transformer makes of it. A
 * path that finds nothing gives an empty text.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Dynamic path parameters</a>
 */
public record Dynamic(EventView event) {

    public String text(String value) {
        return JsonPath.isPath(value)
                ? JsonPath.parse(value)
                        .flatMap(path -> path.find(event.node()))
                        .map(Dynamic::plain)
                        .orElse("")
                : value;
    }

    private static String plain(JsonNode node) {
        return node.isTextual() ? node.asText() : Json.text(node);
    }
}
