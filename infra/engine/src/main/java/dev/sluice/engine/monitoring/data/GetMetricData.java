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
import dev.sluice.engine.metrics.Summary;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * GetMetricData for up to 500 metrics. Metric math is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
public final class GetMetricData implements Operation {

    private static final int MOST_QUERIES = 500;
    private static final int MOST_POINTS = 100_800;
    private static final TextConstraint ID = TextConstraint.matching(1, 255, "[a-z][a-zA-Z0-9_]*");
    private static final TextConstraint STAT = TextConstraint.length(1, 64);
    private static final TextConstraint LABEL = TextConstraint.length(0, 1_024);
    private static final TextConstraint ORDER = TextConstraint.oneOf("TimestampDescending", "TimestampAscending");
    private static final TextConstraint TOKEN = TextConstraint.length(1, 64);

    private final Kernel kernel;

    public GetMetricData(Kernel kernel) {
        this.kernel = kernel;
    }

    private record Query(String id, String label, Metric metric, int period, Statistic statistic) {}

    @Override
    public Response call(Request request) {
        kernel.access().require(request.caller(), "cloudwatch:GetMetricData", "*");
        Members members = new Members(request.input());
        Instant from = Read.requiredTime(members, "StartTime");
        Instant to = Read.requiredTime(members, "EndTime");
        boolean ascending = members.text("ScanBy", ORDER).orElse("").equals("TimestampAscending");
        int most = members.number("MaxDatapoints", 1, MOST_POINTS).orElse(MOST_POINTS);
        int skip = members.text("NextToken", TOKEN).map(GetMetricData::offset).orElse(0);
        List<Members> queries = members.structures("MetricDataQueries");
        members.check();
        if (!from.isBefore(to)) {
            throw AwsException.validation("The parameter StartTime must be less than the parameter EndTime.");
        }
        if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
            throw AwsException.validation(
                    "The collection MetricDataQueries must have a size from 1 to " + MOST_QUERIES + ".");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MetricDataResults");
        answer.putArray("Messages");
        Set<String> ids = new HashSet<>();
        int left = most;
        int before = skip;
        List<Query> all = queries.stream().map(GetMetricData::query).toList();
        for (Query query : all) {
            if (!ids.add(query.id())) {
                throw AwsException.validation("The values for parameter id in MetricDataQueries are not unique.");
            }
            NavigableMap<Long, Summary> points =
                    Periods.of(kernel.metrics(), query.metric(), from, to, query.period(), 0);
            ObjectNode result = results.addObject().put("Id", query.id()).put("Label", label(query, all));
            int wanted = Math.max(0, points.size() - before);
            fill(result, query, ascending ? points : points.descendingMap(), before, left);
            before = Math.max(0, before - points.size());
            result.put("StatusCode", wanted > left ? "PartialData" : "Complete");
            if (wanted > left) {
                return Response.of(answer.put("NextToken", Integer.toString(skip + most)));
            }
            left -= wanted;
        }
        return Response.of(answer);
    }

    /** A label that nobody gave is the metric's name, with the statistic and the period where the queries differ in them. */
    private static String label(Query query, List<Query> all) {
        if (!query.label().isEmpty()) {
            return query.label();
        }
        StringBuilder label = new StringBuilder(query.metric().name());
        if (all.stream().anyMatch(other -> other.statistic() != query.statistic())) {
            label.append(' ').append(query.statistic());
        }
        if (all.stream().anyMatch(other -> other.period() != query.period())) {
            label.append(' ').append(query.period());
        }
        return label.toString();
    }

    private static Query query(Members members) {
        String id = members.required("Id", ID);
        if (members.has("Expression")) {
            throw AwsException.validation(
                    "Error in expression '" + id + "': this engine does not evaluate metric math.");
        }
        Members stat = members.requiredStructure("MetricStat");
        Members metric = stat.requiredStructure("Metric");
        String namespace = metric.required("Namespace", Read.NAMESPACE);
        String name = metric.required("MetricName", Read.NAME);
        Metric known = new Metric(namespace, name, Read.dimensions(metric));
        String label = members.text("Label", LABEL).orElse("");
        Statistic statistic = Statistic.named(stat.required("Stat", STAT));
        return new Query(id, label, known, Read.period(stat), statistic);
    }

    private static void fill(ObjectNode result, Query query, NavigableMap<Long, Summary> points, int skip, int most) {
        ArrayNode timestamps = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        points.entrySet().stream().skip(skip).limit(most).forEach(point -> {
            timestamps.add(Timestamp.node(Instant.ofEpochSecond(point.getKey())));
            values.add(query.statistic().of(point.getValue()));
        });
    }

    private static int offset(String token) {
        if (!token.matches("\\d{1,7}")) {
            throw AwsException.of("InvalidNextToken", "The next token specified is invalid.");
        }
        return Integer.parseInt(token);
    }
}
