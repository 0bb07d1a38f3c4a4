package dev.sluice.engine.lambda;

import com.fasterxml.jackson.core.JsonParser;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.control.Requests;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.lambda.run.Invocation;
import dev.sluice.engine.lambda.run.Result;
import dev.sluice.engine.lambda.run.Runner;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Invoke.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class Invoke implements Operation {

    /** Takes an asynchronous invocation; returns when it is on disk. */
    interface Queue {
        void add(FunctionRef ref, Invocation invocation);
    }

    private static final byte[] NONE = new byte[0];
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final Requests requests;
    private final Runner runner;
    private final Queue queue;

    Invoke(Requests requests, Runner runner, Queue queue) {
        this.requests = requests;
        this.runner = runner;
        this.queue = queue;
    }

    @Override
    public Response call(Request request) {
        FunctionRef ref = requests.ref(request);
        requests.allow(request, "InvokeFunction", ref.qualifiedArn());
        LambdaFunction function = requests.functions().require(ref);
        String type = member(request, "InvocationType", "x-amz-invocation-type", "RequestResponse");
        String id = requests.kernel().ids().uuid().toString();
        String trace = request.headers().getOrDefault("x-amzn-trace-id", "");
        return switch (type) {
            case "RequestResponse" -> now(request, function, new Invocation(id, ref, payload(request, true), trace));
            case "Event" -> {
                queue.add(ref, new Invocation(id, ref, payload(request, false), trace));
                yield new Response.Raw(ACCEPTED, Map.of(), NONE);
            }
            case "DryRun" -> new Response.Raw(NO_CONTENT, Map.of(), NONE);
            default ->
                throw LambdaErrors.validation(
                        type, "invocationType", "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        };
    }

    private Response now(Request request, LambdaFunction function, Invocation invocation) {
        Version version = requests.functions().version(function, invocation.invoked());
        Result result = runner.run(function, version, invocation);
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Amz-Executed-Version", version.number());
        if (result.failed()) {
            headers.put("X-Amz-Function-Error", "Unhandled");
        }
        if (member(request, "LogType", "x-amz-log-type", "None").equals("Tail")) {
            headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(result.logTail()));
        }
        return new Response.Raw(OK, headers, result.payload());
    }

    private static String member(Request request, String name, String header, String otherwise) {
        String given = request.headers().get(header);
        return given != null ? given : request.input().path(name).asText(otherwise);
    }

    private static byte[] payload(Request request, boolean sync) {
        byte[] payload = request.payload();
        int most = sync ? LambdaLimits.SYNC_PAYLOAD : LambdaLimits.ASYNC_PAYLOAD;
        if (payload.length > most) {
            throw AwsException.of(
                    "RequestTooLargeException",
                    413,
                    "Request must be smaller than " + most + " bytes for the InvokeFunction operation");
        }
        if (payload.length == 0) {
            return EMPTY_OBJECT;
        }
        requireJson(payload);
        return payload;
    }

    private static void requireJson(byte[] payload) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(payload)) {
            if (parser.nextToken() == null) {
                throw notJson("No content to map due to end-of-input");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw notJson("Unexpected content after the value");
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw notJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw notJson(String.valueOf(e.getMessage()));
        }
    }

    private static AwsException notJson(String why) {
        return AwsException.of(
                "InvalidRequestContentException",
                "Could not parse request body into json: Could not parse payload into json: " + why);
    }
}
