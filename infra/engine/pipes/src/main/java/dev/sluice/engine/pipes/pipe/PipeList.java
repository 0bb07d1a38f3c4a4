package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.check.PipeChecks;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Optional;

/**
 * ListPipes.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_ListPipes.html">ListPipes</a>
 */
public final class PipeList implements Operation {

    private static final TextConstraint PREFIX = TextConstraint.length(1, 1600);
    private static final TextConstraint CURRENT = TextConstraint.oneOf(
            "RUNNING",
            "STOPPED",
            "CREATING",
            "UPDATING",
            "DELETING",
            "STARTING",
            "STOPPING",
            "CREATE_FAILED",
            "UPDATE_FAILED",
            "START_FAILED",
            "STOP_FAILED",
            "DELETE_FAILED",
            "CREATE_ROLLBACK_FAILED",
            "DELETE_ROLLBACK_FAILED",
            "UPDATE_ROLLBACK_FAILED");

    private final Kernel kernel;
    private final Pipes pipes;
    private final Lifecycle lifecycle;

    public PipeList(Kernel kernel, Pipes pipes, Lifecycle lifecycle) {
        this.kernel = kernel;
        this.pipes = pipes;
        this.lifecycle = lifecycle;
    }

    @Override
    public Response call(Request request) {
        kernel.access().require(request.caller(), "pipes:ListPipes", "*");
        Members members = new Members(request.input());
        Optional<String> name = members.text("NamePrefix", PipeChecks.NAME);
        Optional<String> source = members.text("SourcePrefix", PREFIX);
        Optional<String> target = members.text("TargetPrefix", PREFIX);
        Optional<String> desired = members.text("DesiredState", PipeChecks.STATE);
        Optional<String> current = members.text("CurrentState", CURRENT);
        String own = ":" + request.caller().account() + ":pipe/";
        List<Pipe> found = pipes.list().stream()
                .filter(pipe -> pipe.arn().contains(own))
                .filter(pipe -> pipe.name().startsWith(name.orElse("")))
                .filter(pipe -> pipe.source().startsWith(source.orElse("")))
                .filter(pipe -> pipe.target().startsWith(target.orElse("")))
                .filter(pipe -> desired.isEmpty() || pipe.desired().equals(desired.get()))
                .filter(pipe -> current.isEmpty() || pipe.current().equals(current.get()))
                .toList();
        ObjectNode answer =
                Page.of(members, "Pipes", found, Pipe::name, pipe -> PipeViews.entry(pipe, lifecycle.problem(pipe)));
        return Response.of(answer);
    }
}
