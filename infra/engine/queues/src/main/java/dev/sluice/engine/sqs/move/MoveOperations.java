package dev.sluice.engine.sqs.move;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.store.Documents;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 */
public final class MoveOperations implements AutoCloseable {

    private static final String SOURCE = "SourceArn";
    private static final String DESTINATION = "DestinationArn";
    private static final int FASTEST = 500;
    private static final int LONGEST_LIST = 10;

    private final Kernel kernel;
    private final Queues queues;
    private final Documents<MoveTask> tasks;
    private final Mover mover;

    public MoveOperations(Kernel kernel, Queues queues) {
        this.kernel = kernel;
        this.queues = queues;
        this.tasks = new Documents<>(kernel.store(), "sqs.move-task", MoveTask.class);
        this.mover = new Mover(kernel, queues, tasks);
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "StartMessageMoveTask", this::start,
                "ListMessageMoveTasks", this::list,
                "CancelMessageMoveTask", this::cancel);
    }

    /** Goes on with the tasks that were running when the engine stopped. */
    public void start() {
        tasks.list().stream()
                .filter(task -> task.status() == MoveTask.Status.RUNNING)
                .forEach(task -> mover.run(task.key()));
    }

    @Override
    public void close() {
        mover.close();
    }

    private synchronized Response start(Request request) {
        ObjectNode input = request.input();
        OpenQueue source = source(Inputs.required(input, SOURCE));
        for (String action : List.of("StartMessageMoveTask", "ReceiveMessage", "DeleteMessage")) {
            queues.allow(request.caller(), action, source.arn());
        }
        if (queues.sources(source.arn()).isEmpty()) {
            throw Errors.parameter("Source queue must be configured as a Dead Letter Queue.");
        }
        String destination = input.path(DESTINATION).asText("");
        if (!destination.isEmpty()) {
            OpenQueue to = queues.find(destination).orElseThrow(() -> missing(DESTINATION));
            queues.allow(request.caller(), "SendMessage", to.arn());
        }
        int perSecond = Inputs.number(
                        input, "MaxNumberOfMessagesPerSecond", 1, FASTEST, "Must be between 1 and 500, if provided.")
                .orElse(0);
        if (of(source.arn()).stream().anyMatch(task -> task.status() == MoveTask.Status.RUNNING)) {
            throw Errors.parameter(
                    "There is already a task running. Only one active task is allowed for a source queue arn at"
                            + " a given time.");
        }
        MoveTask task = new MoveTask(
                kernel.ids().uuid().toString(),
                of(source.arn()).stream().mapToLong(MoveTask::number).max().orElse(0) + 1,
                source.arn(),
                destination,
                perSecond,
                MoveTask.Status.RUNNING,
                0,
                source.backlog().counts().visible(),
                kernel.time().now().toEpochMilli(),
                "");
        store(task);
        mover.run(task.key());
        return Response.of(Json.object().put("TaskHandle", new TaskHandle(task.id(), task.sourceArn()).text()));
    }

    /** AWS shows at most ten tasks of a source, so no more are kept. */
    private void store(MoveTask task) {
        List<MoveTask> old = of(task.sourceArn());
        kernel.store().write(tx -> {
            tasks.put(tx, task.key(), task);
            for (int i = LONGEST_LIST - 1; i < old.size(); i++) {
                tasks.remove(tx, old.get(i).key());
            }
            return true;
        });
    }

    private Response list(Request request) {
        ObjectNode input = request.input();
        OpenQueue source = source(Inputs.required(input, SOURCE));
        queues.allow(request.caller(), "ListMessageMoveTasks", source.arn());
        int most = Inputs.number(input, "MaxResults", 1, LONGEST_LIST, "Must be between 1 and 10, if provided.")
                .orElse(1);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("Results");
        of(source.arn()).stream().limit(most).forEach(task -> results.add(view(task)));
        return Response.of(answer);
    }

    private static ObjectNode view(MoveTask task) {
        ObjectNode view = Json.object();
        if (task.status() == MoveTask.Status.RUNNING) {
            view.put("TaskHandle", new TaskHandle(task.id(), task.sourceArn()).text());
        }
        view.put("Status", task.status().name()).put(SOURCE, task.sourceArn());
        if (!task.destinationArn().isEmpty()) {
            view.put(DESTINATION, task.destinationArn());
        }
        if (task.perSecond() > 0) {
            view.put("MaxNumberOfMessagesPerSecond", task.perSecond());
        }
        view.put("ApproximateNumberOfMessagesMoved", task.moved())
                .put("ApproximateNumberOfMessagesToMove", task.toMove())
                .put("StartedTimestamp", task.started());
        if (!task.failure().isEmpty()) {
            view.put("FailureReason", task.failure());
        }
        return view;
    }

    private Response cancel(Request request) {
        TaskHandle handle = TaskHandle.parse(Inputs.required(request.input(), "TaskHandle"));
        OpenQueue source = source(handle.sourceArn());
        for (String action : List.of("CancelMessageMoveTask", "ReceiveMessage", "DeleteMessage")) {
            queues.allow(request.caller(), action, source.arn());
        }
        MoveTask cancelled = kernel.store().free(tx -> {
            Optional<MoveTask> running = of(source.arn()).stream()
                    .filter(task -> task.id().equals(handle.taskId()) && task.status() == MoveTask.Status.RUNNING)
                    .findFirst();
            if (running.isEmpty()) {
                throw AwsException.of("ResourceNotFoundException", 404, "Task does not exist.");
            }
            MoveTask ended = running.get().ended(MoveTask.Status.CANCELLED, "");
            tasks.put(tx, ended.key(), ended);
            return ended;
        });
        return Response.of(Json.object().put("ApproximateNumberOfMessagesMoved", cancelled.moved()));
    }

    /** The tasks of a source, the newest first. */
    private List<MoveTask> of(String sourceArn) {
        return tasks.list().stream()
                .filter(task -> task.sourceArn().equals(sourceArn))
                .sorted(Comparator.comparingLong(MoveTask::number).reversed())
                .toList();
    }

    private OpenQueue source(String arn) {
        if (!arn.matches("arn:[^:]+:[^:]+:[^:]*:[^:]*:[^:]+")) {
            throw Errors.parameter("You must use this format to specify the SourceArn:"
                    + " arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        }
        return queues.find(arn).orElseThrow(() -> missing(SOURCE));
    }

    private static AwsException missing(String parameter) {
        return AwsException.of(
                "ResourceNotFoundException",
                404,
                "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }
}
