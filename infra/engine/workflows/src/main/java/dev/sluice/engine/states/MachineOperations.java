package dev.sluice.engine.states;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.sluice.engine.states.asl.Definition;
import dev.sluice.engine.states.asl.Problem;
import dev.sluice.engine.states.run.Executions;
import dev.sluice.engine.states.task.Machine;
import dev.sluice.engine.states.task.Tasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creating, changing, describing and deleting state machines. */
final class MachineOperations {

    private static final TextConstraint DEFINITION = TextConstraint.length(1, 1 << 20);
    private static final TextConstraint NAME = TextConstraint.length(1, 80);
    private static final TextConstraint TYPE = TextConstraint.oneOf("STANDARD", "EXPRESS");
    private static final TextConstraint TOKEN = TextConstraint.length(1, 1_024);
    private static final int MOST = 10_000;
    private static final int PAGE = 1_000;

    private final Kernel kernel;
    private final Machines machines;
    private final Executions executions;
    private final Tasks tasks;

    MachineOperations(Kernel kernel, Machines machines, Executions executions, Tasks tasks) {
        this.kernel = kernel;
        this.machines = machines;
        this.executions = executions;
        this.tasks = tasks;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateStateMachine", this::create,
                "UpdateStateMachine", this::update,
                "DescribeStateMachine",
                        request -> Response.of(view(machines.named(
                                new Members(request.input()),
                                "stateMachineArn",
                                request.caller(),
                                "DescribeStateMachine"))),
                "DescribeStateMachineForExecution", this::describeForExecution,
                "ListStateMachines", this::list,
                "DeleteStateMachine", this::delete,
                "ValidateStateMachineDefinition", this::validate);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", NAME);
        String definition = members.required("definition", DEFINITION);
        String role = members.required("roleArn", Machines.ARN);
        String type = members.text("type", TYPE).orElse("STANDARD");
        members.check();
        Machines.name(name);
        String arn = machines.arn(request.caller(), name);
        kernel.access().require(request.caller(), "states:CreateStateMachine", arn);
        kernel.access().requirePass(request.caller(), role, "states.amazonaws.com");
        check(role, definition, members);
        synchronized (machines) {
            Optional<Machine> old = machines.find(arn);
            if (old.isPresent()) {
                if (same(old.get(), definition, role, type)) {
                    return created(old.get());
                }
                throw AwsException.of("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
            }
            if (machines.of(request.caller().account()).size() >= MOST) {
                throw AwsException.of("StateMachineLimitExceeded", "The maximum number of state machines is reached.");
            }
            Machine machine = new Machine(
                    arn,
                    name,
                    type,
                    definition,
                    role,
                    kernel.ids().uuid().toString(),
                    text(members, "loggingConfiguration"),
                    text(members, "tracingConfiguration"),
                    kernel.time().now().toEpochMilli(),
                    StateTags.read(members));
            machines.put(machine);
            return created(machine);
        }
    }

    private static boolean same(Machine old, String definition, String role, String type) {
        return old.definition().equals(definition)
                && old.roleArn().equals(role)
                && old.type().equals(type);
    }

    private static Response created(Machine machine) {
        return Response.of(
                Json.object().put("stateMachineArn", machine.arn()).put("creationDate", machine.created() / 1000d));
    }

    private void check(String role, String definition, Members members) {
        if (!role.matches("arn:aws:iam::\\d{12}:role/.+")) {
            throw AwsException.of("InvalidArn", "Invalid Role Arn: '" + role + "'");
        }
        if (members.node().path("publish").asBoolean()) {
            throw AwsException.validation("The engine keeps no versions of state machines.");
        }
        List<Problem> problems = Definition.check(definition, tasks::problem);
        if (!problems.isEmpty()) {
            throw AwsException.of(
                    "InvalidDefinition",
                    "Invalid State Machine Definition: '"
                            + String.join(
                                    ", ", problems.stream().map(Problem::text).toList()) + "'");
        }
    }

    private Response update(Request request) {
        Members members = new Members(request.input());
        Optional<String> definition = members.text("definition", DEFINITION);
        Optional<String> role = members.text("roleArn", Machines.ARN);
        synchronized (machines) {
            Machine old = machines.named(members, "stateMachineArn", request.caller(), "UpdateStateMachine");
            if (definition.isEmpty()
                    && role.isEmpty()
                    && !members.has("loggingConfiguration")
                    && !members.has("tracingConfiguration")) {
                throw AwsException.of(
                        "MissingRequiredParameter",
                        "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
            }
            String now = definition.orElse(old.definition());
            String as = role.orElse(old.roleArn());
            role.ifPresent(arn -> kernel.access().requirePass(request.caller(), arn, "states.amazonaws.com"));
            check(as, now, members);
            Machine machine = new Machine(
                    old.arn(),
                    old.name(),
                    old.type(),
                    now,
                    as,
                    same(old, now, as, old.type())
                            ? old.revision()
                            : kernel.ids().uuid().toString(),
                    members.has("loggingConfiguration") ? text(members, "loggingConfiguration") : old.logging(),
                    members.has("tracingConfiguration") ? text(members, "tracingConfiguration") : old.tracing(),
                    old.created(),
                    old.tags());
            machines.put(machine);
            return Response.of(Json.object()
                    .put("updateDate", kernel.time().now().toEpochMilli() / 1000d)
                    .put("revisionId", machine.revision()));
        }
    }

    private static String text(Members members, String name) {
        JsonNode value = members.node().path(name);
        return value.isObject() ? Json.text(value) : "";
    }

    private Response describeForExecution(Request request) {
        Members members = new Members(request.input());
        String arn = members.required("executionArn", Machines.ARN);
        members.check();
        kernel.access().require(request.caller(), "states:DescribeStateMachineForExecution", arn);
        Machine machine =
                executions.find(arn).map(executions::machineOf).orElseThrow(() -> ExecutionOperations.missing(arn));
        ObjectNode view = view(machine);
        view.remove(List.of("creationDate", "status", "type"));
        return Response.of(view.put("updateDate", machine.created() / 1000d));
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        int limit = members.number("maxResults", 0, PAGE).orElse(PAGE);
        String after = members.text("nextToken", TOKEN).orElse("");
        members.check();
        kernel.access().require(request.caller(), "states:ListStateMachines", "*");
        int most = limit == 0 ? PAGE : limit;
        List<Machine> found = machines.of(request.caller().account()).stream()
                .filter(machine -> machine.arn().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("stateMachines");
        found.stream()
                .limit(most)
                .forEach(machine -> page.addObject()
                        .put("stateMachineArn", machine.arn())
                        .put("name", machine.name())
                        .put("type", machine.type())
                        .put("creationDate", machine.created() / 1000d));
        if (found.size() > most) {
            answer.put("nextToken", found.get(most - 1).arn());
        }
        return Response.of(answer);
    }

    /** Deleting what is not there succeeds, as on AWS. */
    private Response delete(Request request) {
        try {
            Machine machine = machines.named(
                    new Members(request.input()), "stateMachineArn", request.caller(), "DeleteStateMachine");
            machines.remove(machine);
            executions.stopAll(machine.arn());
        } catch (AwsException e) {
            if (!e.code().equals("StateMachineDoesNotExist")) {
                throw e;
            }
        }
        return Response.empty();
    }

    private Response validate(Request request) {
        Members members = new Members(request.input());
        String definition = members.required("definition", DEFINITION);
        members.text("type", TYPE);
        int most = members.number("maxResults", 0, 100).orElse(100);
        members.check();
        kernel.access().require(request.caller(), "states:ValidateStateMachineDefinition", "*");
        List<Problem> problems = Definition.check(definition, tasks::problem);
        ObjectNode answer = Json.object().put("result", problems.isEmpty() ? "OK" : "FAIL");
        ArrayNode diagnostics = answer.putArray("diagnostics");
        problems.stream()
                .limit(most == 0 ? 100 : most)
                .forEach(problem -> diagnostics
                        .addObject()
                        .put("severity", "ERROR")
                        .put("code", problem.code())
                        .put("message", problem.message())
                        .put("location", problem.location()));
        return Response.of(answer.put("truncated", diagnostics.size() < problems.size()));
    }

    private static ObjectNode view(Machine machine) {
        ObjectNode view = Json.object()
                .put("stateMachineArn", machine.arn())
                .put("name", machine.name())
                .put("status", "ACTIVE")
                .put("definition", machine.definition())
                .put("roleArn", machine.roleArn())
                .put("type", machine.type())
                .put("creationDate", machine.created() / 1000d)
                .put("revisionId", machine.revision());
        if (!machine.logging().isEmpty()) {
            view.set("loggingConfiguration", Json.parseTrusted(machine.logging()));
        }
        if (!machine.tracing().isEmpty()) {
            view.set("tracingConfiguration", Json.parseTrusted(machine.tracing()));
        }
        return view;
    }
}
