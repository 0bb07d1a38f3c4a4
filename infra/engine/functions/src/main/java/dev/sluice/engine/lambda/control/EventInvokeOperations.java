package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.function.EventInvoke;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How asynchronous invocations are retried and where their outcome goes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html">Error handling for asynchronous
 *     invocation</a>
 */
public final class EventInvokeOperations {

    private static final Pattern DESTINATION =
            Pattern.compile("arn:aws[a-zA-Z-]*:(sqs|events|lambda):[a-z0-9-]+:\\d{12}:.+");
    private static final double MILLIS = 1_000;

    private final Requests requests;

    public EventInvokeOperations(Requests requests) {
        this.requests = requests;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutFunctionEventInvokeConfig",
                request -> put(request, "PutFunctionEventInvokeConfig", false),
                "UpdateFunctionEventInvokeConfig",
                request -> put(request, "UpdateFunctionEventInvokeConfig", true),
                "GetFunctionEventInvokeConfig",
                this::get,
                "DeleteFunctionEventInvokeConfig",
                this::delete,
                "ListFunctionEventInvokeConfigs",
                this::list);
    }

    private Response put(Request request, String action, boolean update) {
        FunctionRef ref = requests.ref(request);
        numbers(request, EventInvoke.DEFAULT);
        LambdaFunction function = requests.allowed(request, action, ref);
        EventInvoke old = update ? require(function, ref) : EventInvoke.DEFAULT;
        Numbers numbers = numbers(request, old);
        JsonNode destinations = request.input().path("DestinationConfig");
        EventInvoke now = new EventInvoke(
                numbers.retries(),
                numbers.age(),
                destination(destinations.path("OnSuccess"), old.onSuccess(), ref),
                destination(destinations.path("OnFailure"), old.onFailure(), ref),
                requests.kernel().time().now().toEpochMilli() / MILLIS);
        DestinationRights rights = new DestinationRights(
                requests.kernel(),
                ref,
                requests.functions().version(function, ref).settings().role());
        rights.destination(now.onSuccess());
        rights.destination(now.onFailure());
        LambdaFunction changed =
                requests.functions().change(ref, found -> found.withEventInvoke(configs -> configs.put(key(ref), now)));
        return Response.of(Views.eventInvoke(changed, key(ref), now));
    }

    private record Numbers(int retries, int age) {}

    private static Numbers numbers(Request request, EventInvoke old) {
        return new Numbers(
                Requests.number(request, "MaximumRetryAttempts", old.retries(), 0, EventInvoke.MOST_RETRIES),
                Requests.number(
                        request,
                        "MaximumEventAgeInSeconds",
                        old.maximumAge(),
                        EventInvoke.SHORTEST_AGE,
                        EventInvoke.LONGEST_AGE));
    }

    private static String destination(JsonNode given, String old, FunctionRef ref) {
        if (given.isMissingNode()) {
            return old;
        }
        String arn = given.path("Destination").asText("");
        if (!arn.isEmpty() && !DESTINATION.matcher(arn).matches()) {
            throw LambdaErrors.invalid("The provided destination config DestinationConfig(" + arn
                    + ") is invalid: the engine has destinations of SQS, EventBridge and Lambda.");
        }
        if (arn.equals(ref.arn())) {
            throw LambdaErrors.invalid("You can't specify the function as a destination for itself.");
        }
        return arn;
    }

    private Response get(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction function = requests.allowed(request, "GetFunctionEventInvokeConfig", ref);
        return Response.of(Views.eventInvoke(function, key(ref), require(function, ref)));
    }

    private Response delete(Request request) {
        FunctionRef ref = requests.ref(request);
        require(requests.allowed(request, "DeleteFunctionEventInvokeConfig", ref), ref);
        requests.functions().change(ref, found -> found.withEventInvoke(configs -> configs.remove(key(ref))));
        return Response.empty();
    }

    private Response list(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction function = requests.allowed(request, "ListFunctionEventInvokeConfigs", ref.with(""));
        return Paging.page(
                request,
                "FunctionEventInvokeConfigs",
                List.copyOf(function.eventInvoke().entrySet()),
                entry -> Views.eventInvoke(function, entry.getKey(), entry.getValue()));
    }

    private static EventInvoke require(LambdaFunction function, FunctionRef ref) {
        EventInvoke found = function.eventInvoke().get(key(ref));
        if (found == null) {
            throw LambdaErrors.notFound("The function " + ref.qualifiedArn() + " doesn't have an EventInvokeConfig");
        }
        return found;
    }

    private static String key(FunctionRef ref) {
        return ref.isLatest() ? "" : ref.qualifier();
    }
}
