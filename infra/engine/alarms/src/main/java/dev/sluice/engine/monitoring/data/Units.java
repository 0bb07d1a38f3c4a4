package dev.sluice.engine.monitoring.data;

import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import java.util.Set;

/**
 * In what metrics are measured: AWS's own by their names, others as their publisher says.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">EventBridge's units</a>
 */
final class Units {

    static final String NONE = "None";

    /** All that CloudWatch knows. */
    static final Set<String> KNOWN = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Terabytes",
            "Bits",
            "Kilobits",
            "Megabits",
            "Gigabits",
            "Terabits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Kilobytes/Second",
            "Megabytes/Second",
            "Gigabytes/Second",
            "Terabytes/Second",
            "Bits/Second",
            "Kilobits/Second",
            "Megabits/Second",
            "Gigabits/Second",
            "Terabits/Second",
            "Count/Second",
            NONE);

    private Units() {}

    static String of(Metrics metrics, Metric metric) {
        if (!metric.namespace().startsWith("AWS/")) {
            return metrics.unit(metric);
        }
        String name = metric.name();
        if (name.endsWith("Latency")
                || name.endsWith("Duration")
                || name.endsWith("IteratorAge")
                || name.endsWith("EventAge")) {
            return "Milliseconds";
        } else if (name.endsWith("Size") || name.endsWith("Bytes")) {
            return "Bytes";
        } else if (name.equals("ApproximateAgeOfOldestMessage")) {
            return "Seconds";
        }
        return name.equals("IncomingLogEvents") ? NONE : "Count";
    }
}
