package dev.sluice.engine.states;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.sluice.engine.states.run.Execution;
import dev.sluice.engine.states.run.Executions;
import dev.sluice.engine.states.task.Machine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Starting, stopping and describing executions. */
final class ExecutionOperations {

    private static final TextConstraint NAME = TextConstraint.length(1, 80);
    private static final TextConstraint TEXT = TextConstraint.length(0, 1 << 20);
    private static final TextConstraint ERROR = TextConstraint.length(0, 256);
    private static final TextConstraint CAUSE = TextConstraint.length(0, 32_768);
    private static final TextConstraint TOKEN = TextConstraint.length(1, 64);
    private static final TextConstraint STATUS = TextConstraint.oneOf(
            Execution.RUNNING,
            Execution.SUCCEEDED,
            Execution.FAILED,
            Execution.TIMED_OUT,
            Execution.ABORTED,
            "PENDING_REDRIVE");
    private static final int LARGEST_INPUT = 262_144;
    private static final int PAGE = 1_000;

    private final Kernel kernel;
    private final Machines machines;
    private final Executions executions;

    ExecutionOperations(Kernel kernel, Machines machines, Executions executions) {
        this.kernel = kernel;
        this.machines = machines;
        this.executions = executions;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "StartExecution", this::start,
                "StartSyncExecution", this::startSync,
                "StopExecution", this::stop,
                "DescribeExecution", this::describe,
                "ListExecutions", this::list,
                "GetExecutionHistory", this::history);
    }

    static AwsException missing(String arn) {
        return AwsException.of("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    private Execution read(Members members, Machine machine, boolean sync) {
        String id = kernel.ids().uuid().toString();
        String name = Machines.name(members.text("name", NAME).orElse(id));
        String input = members.text("input", TEXT).orElse("{}");
        String trace = members.text("traceHeader", ERROR).orElse("");
        members.check();
        if (input.getBytes(StandardCharsets.UTF_8).length > LARGEST_INPUT) {
            throw AwsException.validation(
                    "1 validation error detected: Value at 'input' failed to satisfy constraint: Member"
                            + " must have length less than or equal to " + LARGEST_INPUT);
        }
        try {
            Json.parse(input);
        } catch (JsonProcessingException e) {
            throw AwsException.of(
                    "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'");
        }
        String arn = machine.express()
                ? machine.arn().replace(":stateMachine:", ":express:") + ":" + name + ":" + id
                : machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
        long now = kernel.time().now().toEpochMilli();
        return new Execution(arn, machine.arn(), name, Execution.RUNNING, now, 0, input, "", "", "", trace);
    }

    private Response start(Request request) {
        Members members = new Members(request.input());
        Machine machine = machines.named(members, "stateMachineArn", request.caller(), "StartExecution");
        Execution started = executions.start(machine, read(members, machine, false));
        return Response.of(
                Json.object().put("executionArn", started.arn()).put("startDate", started.started() / 1000d));
    }

    private Response startSync(Request request) {
        Members members = new Members(request.input());
        Machine machine = machines.named(members, "stateMachineArn", request.caller(), "StartSyncExecution");
        if (!machine.express()) {
            throw AwsException.of(
                    "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
        Execution end = executions.run(machine, read(members, machine, true)).join();
        ObjectNode view = view(end);
        view.putObject("billingDetails")
                .put("billedMemoryUsedInMB", 64)
                .put("billedDurationInMilliseconds", Math.max(100, end.stopped() - end.started()));
        return Response.of(view);
    }

    private Response stop(Request request) {
        Members members = new Members(request.input());
        String error = members.text("error", ERROR).orElse("");
        String cause = members.text("cause", CAUSE).orElse("");
        Execution execution = named(members, request, "StopExecution");
        executions.stop(execution, error, cause);
        double at = execution.running() ? kernel.time().now().toEpochMilli() : execution.stopped();
        return Response.of(Json.object().put("stopDate", at / 1000d));
    }

    private Response describe(Request request) {
        return Response.of(view(named(new Members(request.input()), request, "DescribeExecution")));
    }

    private Execution named(Members members, Request request, String action) {
        String arn = members.required("executionArn", Machines.ARN);
        members.check();
        if (!arn.matches("arn:aws:states:[a-z0-9-]+:\\d{12}:(execution|express):.+")) {
            throw AwsException.of("InvalidArn", "Invalid Arn: '" + arn + "'");
        }
        kernel.access().require(request.caller(), "states:" + action, arn);
        return executions.find(arn).orElseThrow(() -> missing(arn));
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        String status = members.text("statusFilter", STATUS).orElse("");
        int wanted = members.number("maxResults", 0, PAGE).orElse(100);
        int most = wanted == 0 ? 100 : wanted;
        int skip = number(members);
        Machine machine = machines.named(members, "stateMachineArn", request.caller(), "ListExecutions");
        if (machine.express()) {
            throw AwsException.of(
                    "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
        List<Execution> found = executions.list(machine.arn(), status, skip, most + 1);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("executions");
        found.stream().limit(most).forEach(execution -> {
            ObjectNode view = view(execution);
            view.remove(List.of("input", "inputDetails", "output", "outputDetails", "error", "cause", "traceHeader"));
            page.add(view);
        });
        if (found.size() > most) {
            answer.put("nextToken", Integer.toString(skip + most));
        }
        return Response.of(answer);
    }

    private static int number(Members members) {
        String token = members.text("nextToken", TOKEN).orElse("0");
        if (!token.matches("\\d{1,9}")) {
            throw AwsException.of("InvalidToken", "Invalid Token: '" + token + "'");
        }
        return Integer.parseInt(token);
    }

    private Response history(Request request) {
        Members members = new Members(request.input());
        boolean newestFirst = members.node().path("reverseOrder").asBoolean();
        int wanted = members.number("maxResults", 0, PAGE).orElse(100);
        int most = wanted == 0 ? 100 : wanted;
        long after = members.has("nextToken") ? number(members) : newestFirst ? Long.MAX_VALUE : 0;
        Execution execution = named(members, request, "GetExecutionHistory");
        boolean data = members.node().path("includeExecutionData").asBoolean(true);
        List<Executions.Event> found = executions.history(execution.arn(), after, newestFirst, most + 1);
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        found.stream().limit(most).forEach(event -> {
            ObjectNode view = events.addObject()
                    .put("timestamp", event.at() / 1000d)
                    .put("type", event.type())
                    .put("id", event.id())
                    .put("previousEventId", event.id() - 1);
            ObjectNode details = (ObjectNode) Json.parseTrusted(event.details());
            if (!data) {
                details.forEach(one -> ((ObjectNode) one)
                        .remove(List.of("input", "output", "parameters", "inputDetails", "outputDetails")));
            }
            view.setAll(details);
        });
        if (found.size() > most) {
            answer.put("nextToken", Long.toString(found.get(most - 1).id()));
        }
        return Response.of(answer);
    }

    private static ObjectNode view(Execution execution) {
        ObjectNode view = Json.object()
                .put("executionArn", execution.arn())
                .put("stateMachineArn", execution.machine())
                .put("name", execution.name())
                .put("status", execution.status())
                .put("startDate", execution.started() / 1000d)
                .put("input", execution.input());
        view.putObject("inputDetails").put("included", true);
        if (execution.stopped() > 0) {
            view.put("stopDate", execution.stopped() / 1000d);
        }
        if (execution.status().equals(Execution.SUCCEEDED)) {
            view.put("output", execution.output());
            view.putObject("outputDetails").put("included", true);
        }
        if (!execution.error().isEmpty()) {
            view.put("error", execution.error());
        }
        if (!execution.cause().isEmpty()) {
            view.put("cause", execution.cause());
        }
        return execution.trace().isEmpty() ? view : view.put("traceHeader", execution.trace());
    }
}
