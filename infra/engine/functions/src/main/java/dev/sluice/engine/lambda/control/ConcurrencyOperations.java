package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** Reserved concurrency. */
public final class ConcurrencyOperations {

    private final Requests requests;

    public ConcurrencyOperations(Requests requests) {
        this.requests = requests;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutFunctionConcurrency", this::put,
                "GetFunctionConcurrency", this::get,
                "DeleteFunctionConcurrency", this::delete);
    }

    private Response put(Request request) {
        FunctionRef ref = requests.ref(request);
        Requests.required(request, "ReservedConcurrentExecutions");
        int wanted = Requests.number(request, "ReservedConcurrentExecutions", 0, 0, Integer.MAX_VALUE);
        requests.allowed(request, "PutFunctionConcurrency", ref.with(""));
        LambdaFunction function = requests.functions().change(ref, now -> {
            int others = requests.functions().all().stream()
                    .filter(other -> !other.id().equals(now.id()))
                    .mapToInt(other -> Math.max(0, other.reserved()))
                    .sum();
            if ((long) others + wanted > LambdaLimits.CONCURRENCY - LambdaLimits.UNRESERVED) {
                throw LambdaErrors.invalid(
                        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution"
                                + " below its minimum value of [" + LambdaLimits.UNRESERVED + "].");
            }
            return now.withReserved(wanted);
        });
        return Response.of(view(function));
    }

    private Response get(Request request) {
        FunctionRef ref = requests.ref(request);
        return Response.of(view(requests.allowed(request, "GetFunctionConcurrency", ref.with(""))));
    }

    private Response delete(Request request) {
        FunctionRef ref = requests.ref(request);
        requests.allowed(request, "DeleteFunctionConcurrency", ref.with(""));
        requests.functions().change(ref, function -> function.withReserved(LambdaFunction.UNRESERVED));
        return Response.empty();
    }

    private static ObjectNode view(LambdaFunction function) {
        ObjectNode view = Json.object();
        return function.reserved() < 0 ? view : view.put("ReservedConcurrentExecutions", function.reserved());
    }
}
