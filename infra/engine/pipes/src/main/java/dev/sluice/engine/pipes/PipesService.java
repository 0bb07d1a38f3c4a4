package dev.sluice.engine.pipes;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.pipe.Lifecycle;
import dev.sluice.engine.pipes.pipe.PipeList;
import dev.sluice.engine.pipes.pipe.PipeOperations;
import dev.sluice.engine.pipes.pipe.PipeTags;
import dev.sluice.engine.pipes.pipe.Pipes;
import dev.sluice.engine.pipes.run.Plans;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.poll.stream.Positions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * EventBridge Pipes: service {@code pipes}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/Welcome.html">API reference</a>
 */
public final class PipesService implements Service {

    private static final String PIPE = "/v1/pipes/{Name}";
    private static final String TAGS = "/tags/{resourceArn}";

    private final Lifecycle lifecycle;
    private final Map<String, Operation> operations = new HashMap<>();

    /** @param http calls the API destinations that are targets and enrichments */
    public PipesService(Kernel kernel, Workers workers, HttpCalls http) {
        Pipes pipes = new Pipes(kernel.store());
        Positions positions = new Positions(kernel.store());
        lifecycle = new Lifecycle(
                pipes, positions, kernel.store(), new Plans(kernel, workers, positions, http), kernel.time());
        operations.putAll(new PipeOperations(kernel, pipes, lifecycle).operations());
        operations.putAll(new PipeTags(kernel, pipes).operations());
        operations.put("ListPipes", new PipeList(kernel, pipes, lifecycle));
    }

    @Override
    public String name() {
        return "pipes";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.RestJson(List.of(
                Protocol.Route.of("POST", PIPE, "CreatePipe"),
                Protocol.Route.of("PUT", PIPE, "UpdatePipe"),
                Protocol.Route.of("DELETE", PIPE, "DeletePipe"),
                Protocol.Route.of("GET", PIPE, "DescribePipe"),
                Protocol.Route.of("POST", PIPE + "/start", "StartPipe"),
                Protocol.Route.of("POST", PIPE + "/stop", "StopPipe"),
                Protocol.Route.of("GET", "/v1/pipes", "ListPipes"),
                Protocol.Route.of("POST", TAGS, "TagResource"),
                Protocol.Route.of("DELETE", TAGS, "UntagResource"),
                Protocol.Route.of("GET", TAGS, "ListTagsForResource"))));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    @Override
    public void start() {
        lifecycle.resume();
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
