package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What the names in a template mean.
 *
 * @param region for Fn::GetAZs
 * @param values parameters and pseudo parameters, by name
 * @param mappings the Mappings section
 * @param conditions the outcome of each condition
 */
public record Scope(
        String region,
        Map<String, JsonNode> values,
        Map<String, JsonNode> mappings,
        Lookups lookups,
        Map<String, Boolean> conditions) {

    public Scope with(Map<String, Boolean> outcomes) {
        return new Scope(region, values, mappings, lookups, outcomes);
    }
}
