package dev.sluice.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A service of a test's own making, which remembers its calls. */
public final class StandIn implements Service {

    /** One call that came. */
    public record Call(String operation, String caller, ObjectNode input, byte[] payload) {}

    private final String name;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    public StandIn(String name) {
        this.name = name;
    }

    /** Answers {@code operation} with what the function makes of the input. */
    public StandIn on(String operation, Function<ObjectNode, JsonNode> answer) {
        return raw(operation, request -> Response.of(answer.apply(request.input())));
    }

    public StandIn raw(String operation, Function<Request, Response> answer) {
        operations.put(operation, request -> {
            calls.add(new Call(operation, request.caller().arn(), request.input(), request.payload()));
            return answer.apply(request);
        });
        return this;
    }

    /** The calls of an operation so far. */
    public List<Call> calls(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Protocol> protocols() {
        return List.of();
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }
}
