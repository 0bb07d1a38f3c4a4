package dev.sluice.engine.metrics;

import java.util.Map;

/**
 * What is measured: a metric as CloudWatch identifies it.
 *
 * @param namespace such as {@code AWS/Events}
 * @param name such as {@code InvocationAttempts}
 * @param dimensions such as {@code RuleName=audit}; empty for none
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {

    public Metric {
        dimensions = Map.copyOf(dimensions);
    }
}
