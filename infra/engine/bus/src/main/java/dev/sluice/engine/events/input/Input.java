package dev.sluice.engine.events.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.StorableText;
import java.util.Optional;

/**
 * Makes of an event what a target is given. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input transformation</a>
 */
@FunctionalInterface
public interface Input {

    /** What a path that matches nothing stands for; AWS does not say, and a template puts the same in its place. */
    String NOTHING = "\"\"";

    /** The text for the target; empty if it would be no valid JSON, in which case EventBridge does not deliver the event. */
    Optional<String> of(EventView event);

    /** The input of a target as PutTargets took it. */
    static Input of(JsonNode target) {
        if (target.hasNonNull("Input")) {
            String constant = StorableText.escaped(target.path("Input").asText());
            return event -> Optional.of(constant);
        }
        if (target.hasNonNull("InputPath")) {
            Optional<JsonPath> path = JsonPath.parse(target.path("InputPath").asText());
            return event -> Optional.of(path.flatMap(found -> found.find(event.node()))
                    .map(Json::text)
                    .orElse(NOTHING));
        }
        if (target.hasNonNull("InputTransformer")) {
            return Template.of(target.path("InputTransformer"));
        }
        return event -> Optional.of(event.event().text());
    }
}
