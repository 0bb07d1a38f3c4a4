package dev.sluice.rules.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Counts the rules that a pattern with {@code $or} stands for. Each is compiled by itself, so a short pattern can ask for
 * millions.
 */
final class Combinations {

    /** What EventBridge allows. */
    static final int MOST = 1_000;

    private Combinations() {}

    /** The number of rules; not exact beyond {@link #MOST}. */
    static long of(JsonNode pattern) {
        long product = 1;
        for (Map.Entry<String, JsonNode> member : pattern.properties()) {
            product *= member.getKey().equals("$or") && member.getValue().isArray()
                    ? sum(member.getValue())
                    : member.getValue() instanceof ObjectNode nested ? of(nested) : 1;
            product = Math.min(product, MOST + 1L);
        }
        return product;
    }

    private static long sum(JsonNode alternatives) {
        long sum = 0;
        for (JsonNode alternative : alternatives) {
            sum += of(alternative);
        }
        return Math.max(sum, 1);
    }
}
