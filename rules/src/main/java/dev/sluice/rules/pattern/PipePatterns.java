package dev.sluice.rules.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * The smaller set of operators that Pipes filters support: no {@code wildcard}, and {@code anything-but} only with plain
 * values.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Operators</a>
 */
public final class PipePatterns {

    private PipePatterns() {}

    /** What is wrong with a filter; empty if nothing is. */
    public static Optional<String> flaw(JsonNode pattern) {
        try {
            EventPattern.parse(Json.text(pattern));
        } catch (InvalidPatternException e) {
            return Optional.ofNullable(e.getMessage());
        }
        return unsupported(pattern);
    }

    private static Optional<String> unsupported(JsonNode node) {
        if (node instanceof ArrayNode alternatives) {
            for (JsonNode alternative : alternatives) {
                Optional<String> flaw = alternative.isObject() ? operator((ObjectNode) alternative) : Optional.empty();
                if (flaw.isPresent()) {
                    return flaw;
                }
            }
            return Optional.empty();
        }
        for (JsonNode child : node) {
            Optional<String> flaw = unsupported(child);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> operator(ObjectNode operator) {
        for (Map.Entry<String, JsonNode> entry : operator.properties()) {
            if (entry.getKey().equals("wildcard")) {
                return Optional.of("Pipes do not know the operator wildcard");
            }
            if (entry.getKey().equals("anything-but") && entry.getValue().isObject()) {
                return Optional.of("Pipes know anything-but only with plain values");
            }
            Optional<String> nested = unsupported(entry.getValue());
            if (nested.isPresent()) {
                return nested;
            }
        }
        return Optional.empty();
    }
}
