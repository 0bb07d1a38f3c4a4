package dev.sluice.engine.monitoring.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.time.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** GetMetricStatistics: one metric, several statistics, percentiles among them. */
public final class GetMetricStatistics implements Operation {

    private static final int MOST_POINTS = 1_440;
    private static final TextConstraint UNIT = TextConstraint.length(1, 32);
    private static final TextConstraint STATISTIC = TextConstraint.length(1, 32);

    private final Kernel kernel;

    public GetMetricStatistics(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Response call(Request request) {
        kernel.access().require(request.caller(), "cloudwatch:GetMetricStatistics", "*");
        Members members = new Members(request.input());
        String namespace = members.required("Namespace", Read.NAMESPACE);
        String name = members.required("MetricName", Read.NAME);
        Metric metric = new Metric(namespace, name, Read.dimensions(members));
        Instant from = Read.requiredTime(members, "StartTime");
        Instant to = Read.requiredTime(members, "EndTime");
        List<String> names = members.texts("Statistics", STATISTIC);
        List<String> extended = members.texts("ExtendedStatistics", STATISTIC);
        String unit = members.text("Unit", UNIT).orElse("");
        int period = Read.period(members);
        names.forEach(Statistic::named);
        extended.forEach(Series::checked);
        check(from, to, period, names, extended);
        ObjectNode answer = Json.object().put("Label", name);
        ArrayNode points = answer.putArray("Datapoints");
        String measured = Units.of(kernel.metrics().of(request.caller().account()), metric);
        if (!unit.isEmpty() && !unit.equals(measured)) {
            return Response.of(answer);
        }
        NavigableMap<Long, ObjectNode> byTime = new TreeMap<>();
        for (String statistic : names) {
            Series.of(kernel.metrics().of(request.caller().account()), metric, from, to, period, statistic)
                    .forEach((begin, value) -> byTime.computeIfAbsent(begin, GetMetricStatistics::point)
                            .put(statistic, value));
        }
        for (String statistic : extended) {
            Series.of(kernel.metrics().of(request.caller().account()), metric, from, to, period, statistic)
                    .forEach((begin, value) -> byTime.computeIfAbsent(begin, GetMetricStatistics::point)
                            .withObject("/ExtendedStatistics")
                            .put(statistic, value));
        }
        byTime.values().forEach(point -> points.add(point.put("Unit", measured)));
        return Response.of(answer);
    }

    private static ObjectNode point(long begin) {
        ObjectNode point = Json.object();
        point.set("Timestamp", Timestamp.node(Instant.ofEpochSecond(begin)));
        return point;
    }

    private static void check(Instant from, Instant to, int period, List<String> statistics, List<String> extended) {
        if (!from.isBefore(to)) {
            throw AwsException.of(
                    "InvalidParameterValueException",
                    "The parameter StartTime must be less than the parameter EndTime.");
        }
        if (statistics.isEmpty() && extended.isEmpty()) {
            throw AwsException.of(
                    "InvalidParameterCombinationException",
                    "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
        }
        long wanted = Duration.between(from, to).toSeconds() / period;
        if (wanted > MOST_POINTS) {
            throw AwsException.of(
                    "InvalidParameterCombinationException",
                    "You have requested up to " + wanted + " datapoints, which exceeds the limit of " + MOST_POINTS
                            + ". You may reduce the datapoints requested by increasing Period, or decreasing the time range.");
        }
    }
}
