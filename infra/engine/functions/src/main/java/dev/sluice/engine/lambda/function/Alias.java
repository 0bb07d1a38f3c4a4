package dev.sluice.engine.lambda.function;

import java.util.Map;

/**
 * A name for a version.
 *
 * @param weights other versions and the part of the invocations that goes to them, from 0 to 1; empty for none
 */
public record Alias(String name, String version, String description, Map<String, Double> weights, String revision) {}
