package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Stands between the values of a condition key, as the evaluation of policies reads them. */
    private static final String SEVERAL = "\n";

    private RuleContext() {}

    /** The keys that an event pattern fills; a pattern that is none fills no key. */
    static Map<String, String> of(String pattern) {
        Map<String, String> context = new HashMap<>();
        try {
            JsonNode node = Json.parse(pattern);
            KEYS.forEach((key, at) -> {
                JsonNode values = node.at(at);
                if (values.isArray() && !values.isEmpty()) {
                    context.put(key, joined(values));
                }
            });
        } catch (JsonProcessingException e) {
            return Map.of();
        }
        return context;
    }

    /** The key of the targets that are put. */
    static Map<String, String> of(List<ObjectNode> targets) {
        return Map.of(
                "events:TargetArn",
                targets.stream().map(target -> target.path("Arn").asText()).collect(Collectors.joining(SEVERAL)));
    }

    private static String joined(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> value.isTextual() ? value.asText() : Json.text(value))
                .collect(Collectors.joining(SEVERAL));
    }
}
