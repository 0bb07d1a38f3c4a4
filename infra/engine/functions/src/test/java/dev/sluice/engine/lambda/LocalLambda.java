package dev.sluice.engine.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.TestKernel;
import dev.sluice.engine.time.Time;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The service on a kernel of a test, called as the account's owner. */
final class LocalLambda implements AutoCloseable {

    static final String ROLE = "arn:aws:iam::000000000000:role/function";

    private final Kernel kernel;
    private final LambdaService service;

    LocalLambda(Path folder, Time time, Service... others) {
        kernel = TestKernel.open(folder, time);
        service = new LambdaService(kernel, LocalCredentials.in(folder), () -> URI.create("http://127.0.0.1:4566"));
        kernel.aws().register(service);
        for (Service other : others) {
            kernel.aws().register(other);
        }
        service.start();
    }

    Kernel kernel() {
        return kernel;
    }

    /** Creates a function of 128 MB and 3 seconds. */
    JsonNode create(String name, String handler, FunctionJar jar) {
        return create(name, handler, jar, Json.object());
    }

    JsonNode create(String name, String handler, FunctionJar jar, ObjectNode more) {
        ObjectNode input = Json.object()
                .put("FunctionName", name)
                .put("Handler", handler)
                .put("Runtime", "java17")
                .put("Role", ROLE);
        input.setAll(more);
        input.putObject("Code").put("ZipFile", Base64.getEncoder().encodeToString(jar.bytes()));
        return call("CreateFunction", input);
    }

    JsonNode call(String operation, ObjectNode input) {
        return kernel.aws().call(Caller.root(kernel.account()), "lambda", operation, input);
    }

    JsonNode call(String operation, String function) {
        return call(operation, Json.object().put("FunctionName", function));
    }

    Response.Raw raw(String function, String type, byte[] payload) {
        ObjectNode input = Json.object()
                .put("FunctionName", function)
                .put("InvocationType", type)
                .put("LogType", "Tail");
        Request request = new Request(Caller.root(kernel.account()), input, payload, Map.of());
        return (Response.Raw) kernel.aws().invoke("lambda", "Invoke", request);
    }

    /** The answer's payload. */
    String invoke(String function, String payload) {
        return text(raw(function, "RequestResponse", payload.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(Response.Raw response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static String log(Response.Raw response) {
        return new String(
                Base64.getDecoder().decode(response.headers().get("X-Amz-Log-Result")), StandardCharsets.UTF_8);
    }

    /** The sum of a metric of a function so far. */
    double sum(String metric, String function) {
        return kernel
                .metrics()
                .minutes(
                        new Metric("AWS/Lambda", metric, Map.of("FunctionName", function)),
                        Instant.EPOCH,
                        kernel.time().now().plusSeconds(60))
                .values()
                .stream()
                .mapToDouble(summary -> summary.sum())
                .sum();
    }

    @Override
    public void close() {
        service.close();
        kernel.store().close();
    }
}
