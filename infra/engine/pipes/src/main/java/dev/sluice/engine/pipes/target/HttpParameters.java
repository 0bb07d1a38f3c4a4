package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.pipes.template.Parameter;
import dev.sluice.engine.pipes.template.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code HttpParameters}: path and query values may be paths into the event, header values may not. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html">Dynamic path parameters</a>
 */
public record HttpParameters(List<Parameter> path, Map<String, String> headers, Map<String, Parameter> query) {

    public static HttpParameters of(JsonNode given) {
        List<Parameter> path = new ArrayList<>();
        given.path("PathParameterValues").forEach(value -> path.add(Parameter.of(value.asText())));
        Map<String, String> headers = new LinkedHashMap<>();
        given.path("HeaderParameters")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        Map<String, Parameter> query = new LinkedHashMap<>();
        given.path("QueryStringParameters")
                .properties()
                .forEach(value ->
                        query.put(value.getKey(), Parameter.of(value.getValue().asText())));
        return new HttpParameters(path, headers, query);
    }

    public HttpCalls.Call call(View event, String body) {
        Map<String, String> values = new LinkedHashMap<>();
        query.forEach((name, parameter) -> values.put(name, parameter.text(event)));
        return new HttpCalls.Call(
                body, path.stream().map(parameter -> parameter.text(event)).toList(), headers, values);
    }
}
