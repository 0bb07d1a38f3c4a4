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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** ListMetrics: what has data points, 500 a page. */
public final class ListMetrics implements Operation {

    private static final int PAGE = 500;
    private static final TextConstraint VALUE = TextConstraint.length(1, 1_024);
    private static final TextConstraint TOKEN = TextConstraint.length(1, 64);

    private final Kernel kernel;

    public ListMetrics(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Response call(Request request) {
        kernel.access().require(request.caller(), "cloudwatch:ListMetrics", "*");
        Members members = new Members(request.input());
        String namespace = members.text("Namespace", Read.NAMESPACE).orElse("");
        String name = members.text("MetricName", Read.NAME).orElse("");
        String token = members.text("NextToken", TOKEN).orElse("0");
        List<Members> dimensions = members.structures("Dimensions");
        dimensions.forEach(dimension -> {
            dimension.required("Name", Read.NAME);
            dimension.text("Value", VALUE);
        });
        members.check();
        if (!token.matches("\\d{1,7}")) {
            throw AwsException.of("InvalidNextToken", "The next token specified is invalid.");
        }
        int from = Integer.parseInt(token);
        List<Metric> found = kernel.metrics().of(request.caller().account()).known().stream()
                .filter(metric -> namespace.isEmpty() || metric.namespace().equals(namespace))
                .filter(metric -> name.isEmpty() || metric.name().equals(name))
                .filter(metric -> dimensions.stream().allMatch(dimension -> has(metric, dimension)))
                .sorted(Comparator.comparing(ListMetrics::order))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Metrics");
        found.stream().skip(from).limit(PAGE).forEach(metric -> list.add(view(metric)));
        if (found.size() > from + PAGE) {
            answer.put("NextToken", Integer.toString(from + PAGE));
        }
        return Response.of(answer);
    }

    private static boolean has(Metric metric, Members dimension) {
        String value = metric.dimensions().get(dimension.node().path("Name").asText());
        String wanted = dimension.node().path("Value").asText();
        return value != null && (wanted.isEmpty() || wanted.equals(value));
    }

    private static String order(Metric metric) {
        return metric.namespace() + "\n" + metric.name() + "\n" + new TreeMap<>(metric.dimensions());
    }

    private static ObjectNode view(Metric metric) {
        ObjectNode view = Json.object().put("Namespace", metric.namespace()).put("MetricName", metric.name());
        view.set("Dimensions", dimensions(metric.dimensions()));
        return view;
    }

    /** As CloudWatch writes dimensions. */
    public static ArrayNode dimensions(Map<String, String> dimensions) {
        ArrayNode list = Json.array();
        new TreeMap<>(dimensions)
                .forEach((name, value) -> list.addObject().put("Name", name).put("Value", value));
        return list;
    }
}
