package dev.sluice.engine.monitoring.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.metrics.Metrics;
import dev.sluice.engine.metrics.Summary;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PutMetricData: single values, values with counts, or statistic sets. Points older than this engine keeps them are taken and
 * forgotten.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">PutMetricData</a>
 */
public final class PutMetricData implements Operation {

    private static final TextConstraint UNIT = TextConstraint.length(1, 32);
    private static final int MOST = 1_000;
    private static final int MOST_VALUES = 150;
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);

    private final Kernel kernel;

    public PutMetricData(Kernel kernel) {
        this.kernel = kernel;
    }

    private record Point(Metric metric, Instant at, List<Summary> seen, String unit) {}

    @Override
    public Response call(Request request) {
        Members members = new Members(request.input());
        String namespace = members.required("Namespace", Read.NAMESPACE);
        members.check();
        kernel.access()
                .require(request.caller(), "cloudwatch:PutMetricData", "*", Map.of("cloudwatch:namespace", namespace));
        if (namespace.startsWith("AWS/")) {
            throw invalid("The value AWS/ for parameter Namespace is invalid.");
        }
        List<Members> data = members.structures("MetricData");
        if (data.size() > MOST) {
            throw invalid("The collection MetricData must not have a size greater than " + MOST + ".");
        }
        List<Point> points = new ArrayList<>();
        for (Members datum : data) {
            points.add(point(namespace, datum));
        }
        members.check();
        for (Point point : points) {
            Metrics own = kernel.metrics().of(request.caller().account());
            point.seen().forEach(seen -> own.record(point.metric(), point.at(), seen));
            own.unit(point.metric(), point.unit());
        }
        return Response.empty();
    }

    private Point point(String namespace, Members datum) {
        Metric metric = new Metric(namespace, datum.required("MetricName", Read.NAME), Read.dimensions(datum));
        Instant now = kernel.time().now();
        Instant at = Read.time(datum, "Timestamp").orElse(now);
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(NEWEST))) {
            throw invalid("The parameter MetricData.member.Timestamp must specify a time within the past two weeks"
                    + " and at most two hours in the future.");
        }
        String unit = datum.text("Unit", UNIT).orElse(Units.NONE);
        if (!Units.KNOWN.contains(unit)) {
            throw invalid("The value " + unit + " for parameter MetricData.member.Unit is invalid.");
        }
        return new Point(metric, at, seen(datum), unit);
    }

    /** The observations, value by value where the request lists them. */
    private static List<Summary> seen(Members datum) {
        if (datum.has("StatisticValues")) {
            Members set = datum.requiredStructure("StatisticValues");
            double samples = required(set, "SampleCount");
            Summary summary = new Summary(
                    Math.max(1, Math.round(samples)),
                    required(set, "Sum"),
                    required(set, "Minimum"),
                    required(set, "Maximum"));
            if (samples <= 0 || summary.maximum() < summary.minimum()) {
                throw invalid("The parameter StatisticValues must have a positive SampleCount and Minimum <= Maximum.");
            }
            return List.of(summary);
        }
        JsonNode values = datum.node().path("Values");
        if (values.isEmpty()) {
            return List.of(Summary.of(required(datum, "Value")));
        }
        JsonNode counts = datum.node().path("Counts");
        if (values.size() > MOST_VALUES || !counts.isEmpty() && counts.size() != values.size()) {
            throw invalid("Values must not exceed " + MOST_VALUES + " and must have as many Counts, if any.");
        }
        List<Summary> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            all.add(one(values.path(i).asDouble(), counts.path(i).asDouble(1)));
        }
        return all;
    }

    private static Summary one(double value, double count) {
        if (count < 1) {
            throw invalid("Counts must be positive.");
        }
        return new Summary(Math.round(count), value * count, value, value);
    }

    private static double required(Members members, String name) {
        if (!members.has(name)) {
            members.missing(name);
        }
        return Read.number(members, name).orElse(0);
    }

    private static AwsException invalid(String message) {
        return AwsException.of("InvalidParameterValueException", message);
    }
}
