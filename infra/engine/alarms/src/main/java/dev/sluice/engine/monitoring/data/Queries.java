package dev.sluice.engine.monitoring.data;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import dev.sluice.engine.monitoring.math.Expression;
import dev.sluice.engine.monitoring.math.MathException;
import dev.sluice.engine.monitoring.math.Value;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The queries of one GetMetricData: metrics, and expressions over them. Not thread-safe. */
final class Queries {

    /**
     * One query.
     *
     * @param metric empty for an expression
     * @param shown whether its data is returned, and not only used by others
     */
    record Query(
            String id,
            String label,
            Optional<Metric> metric,
            int period,
            String statistic,
            String unit,
            String expression,
            boolean shown) {}

    private static final TextConstraint ID = TextConstraint.matching(1, 255, "[a-z][a-zA-Z0-9_]*");
    private static final TextConstraint STAT = TextConstraint.length(1, 64);
    private static final TextConstraint UNIT = TextConstraint.length(1, 32);
    private static final TextConstraint LABEL = TextConstraint.length(0, 1_024);
    private static final TextConstraint EXPRESSION = TextConstraint.length(1, 2_048);
    private static final int MINUTE = 60;

    private final Metrics metrics;
    private final Instant from;
    private final Instant to;
    private final Map<String, Query> all = new LinkedHashMap<>();
    private final Map<String, Value> values = new HashMap<>();

    Queries(Metrics metrics, Instant from, Instant to, List<Members> given) {
        this.metrics = metrics;
        this.from = from;
        this.to = to;
        for (Members members : given) {
            Query query = query(members);
            if (all.put(query.id(), query) != null) {
                throw AwsException.validation("The values for parameter id in MetricDataQueries are not unique.");
            }
        }
    }

    List<Query> shown() {
        return all.values().stream().filter(Query::shown).toList();
    }

    /** The default label is the metric's name, with the statistic and the period where the queries differ in them. */
    String label(Query query) {
        if (!query.label().isEmpty() || query.metric().isEmpty()) {
            return query.label().isEmpty() ? query.id() : query.label();
        }
        List<Query> others = all.values().stream()
                .filter(other -> other.metric().isPresent())
                .toList();
        StringBuilder label = new StringBuilder(query.metric().get().name());
        if (others.stream().anyMatch(other -> !other.statistic().equals(query.statistic()))) {
            label.append(' ').append(query.statistic());
        }
        if (others.stream().anyMatch(other -> other.period() != query.period())) {
            label.append(' ').append(query.period());
        }
        return label.toString();
    }

    /** The time series of a query; of an expression there may be several. */
    List<NavigableMap<Long, Double>> series(Query query) {
        Value value = value(query.id());
        if (value instanceof Value.Many many) {
            return many.series().stream().map(Value.Series::points).toList();
        } else if (value instanceof Value.Series series) {
            return List.of(series.points());
        }
        throw wrong(query, "it comes to a number; the result must be a time series");
    }

    private Value value(String id) {
        Value known = values.get(id);
        if (known != null) {
            return known;
        }
        Query query = all.get(id);
        if (query == null) {
            throw AwsException.validation("The expression refers to " + id + ", which no query has as its Id.");
        }
        Value value = query.metric().isPresent() ? metric(query, query.metric().get()) : expression(query);
        values.put(id, value);
        return value;
    }

    private Value metric(Query query, Metric metric) {
        boolean otherUnit = !query.unit().isEmpty() && !query.unit().equals(Units.of(metrics, metric));
        return new Value.Series(
                otherUnit ? new TreeMap<>() : Series.of(metrics, metric, from, to, query.period(), query.statistic()));
    }

    private Value expression(Query query) {
        // While it is being evaluated it has no value yet: a circular reference ends here.
        values.put(query.id(), new Value.Many(List.of()));
        List<Value.Series> plain = all.values().stream()
                .filter(other -> other.metric().isPresent())
                .map(other -> (Value.Series) value(other.id()))
                .toList();
        try {
            return Expression.evaluate(query.expression(), this::value, plain, times());
        } catch (MathException e) {
            throw wrong(query, e.getMessage() == null ? "it cannot be evaluated" : e.getMessage());
        }
    }

    private static AwsException wrong(Query query, String why) {
        return AwsException.validation("Error in expression '" + query.id() + "': " + why + ".");
    }

    private TreeSet<Long> times() {
        int period = all.values().stream()
                .filter(query -> query.metric().isPresent())
                .mapToInt(Query::period)
                .min()
                .orElse(MINUTE);
        TreeSet<Long> times = new TreeSet<>();
        int step = Math.max(period, MINUTE);
        for (long at = Math.floorDiv(from.getEpochSecond(), step) * (long) step;
                at < to.getEpochSecond() && times.size() < GetMetricData.MOST_POINTS;
                at += step) {
            times.add(at);
        }
        return times;
    }

    private static Query query(Members members) {
        String id = members.required("Id", ID);
        String label = members.text("Label", LABEL).orElse("");
        boolean shown = !members.node().path("ReturnData").asText("true").equals("false");
        if (members.has("Expression")) {
            String expression = members.required("Expression", EXPRESSION);
            members.check();
            if (expression.strip().toUpperCase(java.util.Locale.ROOT).startsWith("SELECT ")) {
                throw AwsException.validation(
                        "Error in expression '" + id + "': this engine does not evaluate Metrics Insights queries.");
            }
            return new Query(id, label, Optional.empty(), MINUTE, "", "", expression, shown);
        }
        Members stat = members.requiredStructure("MetricStat");
        Members metric = stat.requiredStructure("Metric");
        Metric known = new Metric(
                metric.required("Namespace", Read.NAMESPACE),
                metric.required("MetricName", Read.NAME),
                Read.dimensions(metric));
        String statistic = Series.checked(stat.required("Stat", STAT));
        String unit = stat.text("Unit", UNIT).orElse("");
        return new Query(id, label, Optional.of(known), Read.period(stat), statistic, unit, "", shown);
    }
}
