package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What policies may ask of a rule that is put.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html">Conditions</a>
 */
final class RuleContext {

    private static final Map<String, String> KEYS = Map.of(
            "events:source", "/source",
            "events:detail-type", "/detail-type",
            "events:detail.eventTypeCode", "/detail/eventTypeCode",
            "events:detail.service", "/detail/service",
            "events:detail.userIdentity.principalId", "/detail/userIdentity/principalId");

    private RuleContext() {}

    /** The keys that an event pattern fills; a text that is not a pattern fills none. */
    static Context of(String pattern) {
        Context context = Context.EMPTY;
        try {
            JsonNode node = Json.parse(pattern);
            for (Map.Entry<String, String> key : KEYS.entrySet()) {
                context = context.with(key.getKey(), texts(node.at(key.getValue())));
            }
        } catch (JsonProcessingException e) {
            return Context.EMPTY;
        }
        return context;
    }

    /** The key of the targets that are put. */
    static Context of(List<ObjectNode> targets) {
        return Context.EMPTY.with(
                "events:TargetArn",
                targets.stream().map(target -> target.path("Arn").asText()).toList());
    }

    private static List<String> texts(JsonNode values) {
        return values.isArray()
                ? StreamSupport.stream(values.spliterator(), false)
                        .map(value -> value.isTextual() ? value.asText() : Json.text(value))
                        .toList()
                : List.of();
    }
}
