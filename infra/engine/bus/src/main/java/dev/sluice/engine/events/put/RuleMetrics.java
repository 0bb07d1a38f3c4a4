package dev.sluice.engine.events.put;

import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import java.util.List;
import java.util.Map;

/**
 * Metrics of EventBridge: without a dimension, or by rule. Rules of the default bus are identified by name alone.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">EventBridge metrics</a>
 */
public final class RuleMetrics {

    private static final String NAMESPACE = "AWS/Events";

    private RuleMetrics() {}

    /** The metric of one rule. */
    public static Metric of(BusKey bus, String rule, String name) {
        return new Metric(
                NAMESPACE,
                name,
                bus.isDefault() ? Map.of("RuleName", rule) : Map.of("EventBusName", bus.name(), "RuleName", rule));
    }

    static Metric of(String name) {
        return new Metric(NAMESPACE, name, Map.of());
    }

    /** An event matched rules. */
    static void matched(Metrics metrics, BusKey bus, List<Route> routes) {
        for (Route route : routes) {
            metrics.of(bus.account()).record(of(bus, route.rule(), "MatchedEvents"), 1);
        }
        triggered(metrics, bus, routes);
    }

    /** Rules were run, by an event or by the clock. */
    static void triggered(Metrics metrics, BusKey bus, List<Route> routes) {
        int invocations = 0;
        for (Route route : routes) {
            metrics.of(bus.account()).record(of(bus, route.rule(), "TriggeredRules"), 1);
            invocations += route.inlets().size();
        }
        if (invocations > 0) {
            metrics.of(bus.account()).record(of("InvocationsCreated"), invocations);
        }
    }
}
