package dev.sluice.engine.poll.function;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Invokes one function as one caller. Thread-safe. */
public record FunctionCalls(Aws aws, Caller caller, String functionArn) {

    /**
     * What a function answered.
     *
     * @param error the kind of error it ended in
     * @param version the version that ran
     */
    public record Answer(String body, Optional<String> error, String version) {}

    /**
     * Invokes and waits.
     *
     * @throws AwsException if the function could not be invoked
     */
    public Answer invoke(String payload) {
        Response.Raw raw = call(payload, "RequestResponse");
        return new Answer(
                new String(raw.body(), StandardCharsets.UTF_8),
                header(raw, "X-Amz-Function-Error"),
                header(raw, "X-Amz-Executed-Version").orElse("$LATEST"));
    }

    /**
     * Leaves the payload with Lambda.
     *
     * @throws AwsException if Lambda did not take it
     */
    public void leave(String payload) {
        call(payload, "Event");
    }

    private Response.Raw call(String payload, String type) {
        Response response = aws.invoke(
                "lambda",
                "Invoke",
                new Request(
                        caller,
                        Json.object().put("FunctionName", functionArn).put("InvocationType", type),
                        payload.getBytes(StandardCharsets.UTF_8),
                        Map.of("x-amz-invocation-type", type)));
        if (response instanceof Response.Raw raw) {
            return raw;
        }
        throw new IllegalStateException("lambda:Invoke answers no payload");
    }

    private static Optional<String> header(Response.Raw raw, String name) {
        return raw.headers().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
