package dev.sluice.engine.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics as Prometheus reads them: each is a summary without quantiles, so that its rate and its mean can be computed.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class Exposition {

    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Exposition() {}

    /** @param totals what was seen since the engine started */
    public static String of(Map<Metric, Summary> totals) {
        Map<String, Map<String, Summary>> families = new TreeMap<>();
        totals.forEach((metric, total) -> families.computeIfAbsent(family(metric), unused -> new TreeMap<>())
                .merge(labels(metric), total, Summary::plus));
        StringBuilder text = new StringBuilder();
        families.forEach((family, samples) -> {
            text.append("# TYPE ").append(family).append(" summary\n");
            samples.forEach((labels, total) -> {
                line(text, family + "_sum", labels, Double.toString(total.sum()));
                line(text, family + "_count", labels, Long.toString(total.samples()));
            });
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String labels, String value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    /** {@code AWS/Events} and {@code FailedInvocations} become {@code aws_events_failed_invocations}. */
    private static String family(Metric metric) {
        String name = snake(metric.namespace()) + "_" + snake(metric.name());
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static String labels(Metric metric) {
        if (metric.dimensions().isEmpty()) {
            return "";
        }
        StringBuilder labels = new StringBuilder("{");
        new TreeMap<>(metric.dimensions()).forEach((name, value) -> {
            String label = snake(name);
            labels.append(labels.length() == 1 ? "" : ",")
                    .append(Character.isDigit(label.charAt(0)) ? "_" + label : label)
                    .append("=\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                    .append('"');
        });
        return labels.append('}').toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9_]", "_")
                .toLowerCase(Locale.ROOT);
    }
}
