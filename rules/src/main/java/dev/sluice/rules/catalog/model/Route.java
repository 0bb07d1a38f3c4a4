package dev.sluice.rules.catalog.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A rule on the core bus.
 *
 * @param name the rule's name
 * @param pattern the event pattern, as it goes into the template
 * @param target where matching events go
 * @param inputPath the part of the event that is sent; empty for all of it
 * @param retry how long deliveries are retried
 * @param matches events that must match
 * @param rejects events that must not
 */
public record Route(
        String name,
        String description,
        JsonNode pattern,
        Target target,
        Optional<String> inputPath,
        Retry retry,
        List<JsonNode> matches,
        List<JsonNode> rejects) {

    /**
     * How long EventBridge retries a delivery.
     *
     * @param attempts 0 to 185
     * @param ageSeconds 60 to 86400
     */
    public record Retry(int attempts, int ageSeconds) {}
}
