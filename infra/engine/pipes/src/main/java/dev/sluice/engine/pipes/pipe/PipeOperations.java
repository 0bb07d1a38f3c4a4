package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.check.PipeChecks;
import dev.sluice.engine.request.Members;
import java.util.List;
import java.util.Map;

/**
 * CreatePipe, UpdatePipe, DeletePipe, DescribePipe, StartPipe and StopPipe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_Operations.html">Operations</a>
 */
public final class PipeOperations {

    private static final int MOST = 1_000;
    private static final List<String> TRANSITIONS = List.of("CREATING", "UPDATING", "DELETING", "STARTING", "STOPPING");

    private final Kernel kernel;
    private final Pipes pipes;
    private final Lifecycle lifecycle;

    public PipeOperations(Kernel kernel, Pipes pipes, Lifecycle lifecycle) {
        this.kernel = kernel;
        this.pipes = pipes;
        this.lifecycle = lifecycle;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreatePipe", this::create,
                "UpdatePipe", this::update,
                "DeletePipe", this::delete,
                "DescribePipe", this::describe,
                "StartPipe", request -> turn(request, "StartPipe", Pipe.RUNNING),
                "StopPipe", request -> turn(request, "StopPipe", Pipe.STOPPED));
    }

    private synchronized Response create(Request request) {
        ObjectNode input = request.input();
        PipeChecks.check(input);
        String name = input.path("Name").asText();
        String arn = arn(request.caller(), name);
        kernel.access().require(request.caller(), "pipes:CreatePipe", arn);
        passRole(request.caller(), input);
        Map<String, String> tags = PipeTags.of(input.path("Tags"));
        if (pipes.find(arn).isPresent()) {
            throw Pipes.conflict(name, "Pipe " + name + " already exists.");
        }
        if (pipes.list().size() >= MOST) {
            throw Pipes.tooMany(MOST);
        }
        long now = now();
        String desired = input.path("DesiredState").asText(Pipe.RUNNING);
        ObjectNode settings = input.deepCopy();
        settings.remove(List.of("Name", "DesiredState", "Tags"));
        Pipe pipe = new Pipe(name, arn, now, now, now, desired, "CREATING", "", settings, tags);
        lifecycle.create(pipe);
        return Response.of(PipeViews.brief(pipe.in("CREATING", "")));
    }

    private synchronized Response update(Request request) {
        Pipe pipe = open(request, "UpdatePipe");
        ObjectNode input = request.input();
        Members members = new Members(input);
        members.text("DesiredState", PipeChecks.STATE);
        if (!input.hasNonNull("RoleArn")) {
            members.missing("RoleArn");
        }
        members.check();
        ObjectNode merged = PipeUpdate.merge(pipe.settings(), input);
        ObjectNode whole = merged.deepCopy();
        PipeChecks.check(whole.put("Name", pipe.name()));
        passRole(request.caller(), input);
        settled(pipe);
        String desired = input.path("DesiredState").asText(pipe.desired());
        boolean same =
                merged.equals(pipe.settings()) && desired.equals(pipe.desired()) && desired.equals(pipe.current());
        Pipe changed = pipe.with(merged, desired, now());
        if (!same) {
            String failed = pipe.current().equals("CREATE_FAILED") ? "CREATE_FAILED" : "UPDATE_FAILED";
            lifecycle.change(changed, "UPDATING", failed);
        }
        return Response.of(PipeViews.brief(changed.in("UPDATING", "")));
    }

    private synchronized Response delete(Request request) {
        Pipe pipe = open(request, "DeletePipe");
        settled(pipe);
        Pipe deleted = pipe.wanted("DELETED", now());
        lifecycle.delete(deleted);
        return Response.of(PipeViews.brief(deleted.in("DELETING", "")));
    }

    private Response describe(Request request) {
        Pipe pipe = open(request, "DescribePipe");
        return Response.of(PipeViews.whole(pipe, lifecycle.problem(pipe)));
    }

    private synchronized Response turn(Request request, String action, String desired) {
        Pipe pipe = open(request, action);
        settled(pipe);
        if (pipe.current().equals(desired)) {
            throw Pipes.conflict(pipe.name(), "Pipe " + pipe.name() + " is " + desired + " already.");
        }
        Pipe changed = pipe.wanted(desired, now());
        boolean start = desired.equals(Pipe.RUNNING);
        lifecycle.change(changed, start ? "STARTING" : "STOPPING", start ? "START_FAILED" : "STOP_FAILED");
        return Response.of(PipeViews.brief(changed.in(start ? "STARTING" : "STOPPING", "")));
    }

    private Pipe open(Request request, String action) {
        Members members = new Members(request.input());
        String name = members.required("Name", PipeChecks.NAME);
        members.check();
        String arn = arn(request.caller(), name);
        kernel.access().require(request.caller(), "pipes:" + action, arn);
        return pipes.require(arn);
    }

    private static void settled(Pipe pipe) {
        if (TRANSITIONS.contains(pipe.current())) {
            throw Pipes.conflict(
                    pipe.name(), "Pipe " + pipe.name() + " is in state " + pipe.current() + "; wait for its end.");
        }
    }

    private void passRole(Caller caller, JsonNode input) {
        kernel.access().requirePass(caller, input.path("RoleArn").asText(), "pipes.amazonaws.com");
    }

    private String arn(Caller caller, String name) {
        return kernel.arn("pipes", caller.account(), "pipe/" + name);
    }

    private long now() {
        return kernel.time().now().toEpochMilli();
    }
}
