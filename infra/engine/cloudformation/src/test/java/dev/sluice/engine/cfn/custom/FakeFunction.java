package dev.sluice.engine.cfn.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A function that makes custom resources as a test wants it, and remembers what it was asked. */
final class FakeFunction implements Service {

    static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:maker";

    /** By default a resource with the physical id {@code id-NAME} and the attribute {@code Colour}. */
    Function<ObjectNode, ObjectNode> answer = event ->
            success(event, "id-" + event.path("ResourceProperties").path("Name").asText());

    /** What the invocation itself fails with; empty if it does not. */
    String error = "";

    final List<ObjectNode> events = new CopyOnWriteArrayList<>();
    private final Responses responses;

    FakeFunction(Responses responses) {
        this.responses = responses;
    }

    static ObjectNode success(ObjectNode event, String physicalId) {
        ObjectNode response = of(event, "SUCCESS").put("PhysicalResourceId", physicalId);
        response.putObject("Data").put("Colour", "deep-blue").put("Count", 7).putObject("Deep");
        return response;
    }

    static ObjectNode of(ObjectNode event, String status) {
        return Json.object()
                .put("Status", status)
                .put("StackId", event.path("StackId").asText())
                .put("RequestId", event.path("RequestId").asText())
                .put("LogicalResourceId", event.path("LogicalResourceId").asText());
    }

    List<String> requests() {
        return events.stream()
                .map(event -> event.path("RequestType").asText() + " "
                        + event.path("PhysicalResourceId").asText("new"))
                .toList();
    }

    ObjectNode last() {
        return events.get(events.size() - 1);
    }

    private Response invoke(Request request) {
        ObjectNode event = (ObjectNode) Json.parseTrusted(new String(request.payload(), StandardCharsets.UTF_8));
        events.add(event);
        if (!error.isEmpty()) {
            return new Response.Raw(
                    200, Map.of("X-Amz-Function-Error", "Unhandled"), error.getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode body = answer.apply(event);
        String url = event.path("ResponseURL").asText();
        if (!body.isEmpty()) {
            responses.put(
                    url.substring(url.lastIndexOf('/') + 1), Json.text(body).getBytes(StandardCharsets.UTF_8));
        }
        return new Response.Raw(200, Map.of(), "null".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of();
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("Invoke", this::invoke);
    }

    @Override
    public void start() {}

    @Override
    public void close() {}
}
