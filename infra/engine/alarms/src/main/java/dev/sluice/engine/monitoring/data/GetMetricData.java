package dev.sluice.engine.monitoring.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.time.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;

/**
 * GetMetricData for up to 500 metrics and expressions over them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
public final class GetMetricData implements Operation {

    private static final int MOST_QUERIES = 500;
    static final int MOST_POINTS = 100_800;
    private static final TextConstraint ORDER = TextConstraint.oneOf("TimestampDescending", "TimestampAscending");
    private static final TextConstraint TOKEN = TextConstraint.length(1, 64);

    private final Kernel kernel;

    public GetMetricData(Kernel kernel) {
        this.kernel = kernel;
    }

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
        Queries all = new Queries(kernel.metrics().of(request.caller().account()), from, to, queries);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("MetricDataResults");
        answer.putArray("Messages");
        int left = most;
        int before = skip;
        for (Queries.Query query : all.shown()) {
            for (NavigableMap<Long, Double> points : all.series(query)) {
                ObjectNode result = results.addObject().put("Id", query.id()).put("Label", all.label(query));
                int wanted = Math.max(0, points.size() - before);
                fill(result, ascending ? points : points.descendingMap(), before, left);
                before = Math.max(0, before - points.size());
                result.put("StatusCode", wanted > left ? "PartialData" : "Complete");
                if (wanted > left) {
                    return Response.of(answer.put("NextToken", Integer.toString(skip + most)));
                }
                left -= wanted;
            }
        }
        return Response.of(answer);
    }

    private static void fill(ObjectNode result, NavigableMap<Long, Double> points, int skip, int most) {
        ArrayNode timestamps = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        points.entrySet().stream().skip(skip).limit(most).forEach(point -> {
            timestamps.add(Timestamp.node(Instant.ofEpochSecond(point.getKey())));
            values.add(point.getValue());
        });
    }

    private static int offset(String token) {
        if (!token.matches("\\d{1,7}")) {
            throw AwsException.of("InvalidNextToken", "The next token specified is invalid.");
        }
        return Integer.parseInt(token);
    }
}
