package dev.sluice.engine.monitoring.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Timestamp;
import dev.sluice.engine.events.request.Members;
import dev.sluice.engine.events.request.TextConstraint;
import dev.sluice.engine.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** GetMetricStatistics: one metric, several statistics. */
public final class GetMetricStatistics implements Operation {

    private static final int MOST_POINTS = 1_440;
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
        members.texts("ExtendedStatistics", STATISTIC).forEach(Statistic::named);
        int period = Read.period(members);
        List<Statistic> statistics = names.stream().map(Statistic::named).toList();
        check(from, to, period, statistics);
        ObjectNode answer = Json.object().put("Label", name);
        ArrayNode points = answer.putArray("Datapoints");
        Periods.of(kernel.metrics(), metric, from, to, period, 0).forEach((begin, summary) -> {
            ObjectNode point = points.addObject();
            point.set("Timestamp", Timestamp.node(Instant.ofEpochSecond(begin)));
            statistics.forEach(statistic -> point.put(statistic.name(), statistic.of(summary)));
            point.put("Unit", "None");
        });
        return Response.of(answer);
    }

    private static void check(Instant from, Instant to, int period, List<Statistic> statistics) {
        if (!from.isBefore(to)) {
            throw AwsException.of(
                    "InvalidParameterValueException",
                    "The parameter StartTime must be less than the parameter EndTime.");
        }
        if (statistics.isEmpty()) {
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
