package dev.sluice.engine.sqs.receive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.backlog.Backlog;
import dev.sluice.engine.sqs.backlog.Demand;
import dev.sluice.engine.sqs.backlog.Given;
import dev.sluice.engine.sqs.backlog.Taken;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.message.QueueMetrics;
import dev.sluice.engine.sqs.queue.Config;
import dev.sluice.engine.sqs.queue.Inputs;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.sqs.queue.Redrive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** ReceiveMessage, with long polling. */
public final class ReceiveOperation implements Operation {

    private final Kernel kernel;
    private final Queues queues;
    private final DeadLetters deadLetters;
    private final Attempts attempts = new Attempts();
    private final QueueMetrics metrics;

    public ReceiveOperation(Kernel kernel, Queues queues, QueueMetrics metrics) {
        this.kernel = kernel;
        this.queues = queues;
        this.deadLetters = new DeadLetters(kernel, queues);
        this.metrics = metrics;
    }

    @Override
    public Response call(Request request) {
        OpenQueue queue = queues.require(request, "ReceiveMessage");
        ObjectNode input = request.input();
        Config config = queue.config();
        int most = Inputs.number(
                        input, "MaxNumberOfMessages", 1, Limits.BATCH, "Must be between 1 and 10, if provided.")
                .orElse(1);
        Duration wait = Duration.ofSeconds(
                Inputs.number(input, "WaitTimeSeconds", 0, Limits.WAIT, "Must be >= 0 and <= 20, if provided.")
                        .orElse((int) config.longPoll().toSeconds()));
        Duration visibility = Duration.ofSeconds(Inputs.number(
                        input, "VisibilityTimeout", 0, Limits.VISIBILITY, "Must be >= 0 and <= 43200, if provided.")
                .orElse((int) config.visibility().toSeconds()));
        Wanted wanted = Wanted.of(input);
        Demand demand = new Demand(
                most,
                visibility.toMillis(),
                config.retention().toMillis(),
                config.redrive().map(Redrive::maxReceives).orElse(0),
                !request.headers().isEmpty());
        List<Given> found = found(queue, demand, wait, attempt(queue, input));
        metrics.received(queue, found.size());
        return Response.of(answer(queue, wanted, found));
    }

    private static String attempt(OpenQueue queue, ObjectNode input) {
        return queue.queue().fifo()
                ? Attempts.check(input.path("ReceiveRequestAttemptId").asText(""))
                : "";
    }

    private List<Given> found(OpenQueue queue, Demand demand, Duration wait, String attempt) {
        if (attempt.isEmpty()) {
            return wait(queue, demand, wait);
        }
        long now = kernel.time().now().toEpochMilli();
        return attempts.again(queue, attempt, now, now + demand.visibility()).orElseGet(() -> {
            List<Given> found = wait(queue, demand, wait);
            attempts.keep(queue, attempt, found, kernel.time().now().toEpochMilli());
            return found;
        });
    }

    private List<Given> wait(OpenQueue queue, Demand demand, Duration wait) {
        Backlog backlog = queue.backlog();
        Instant deadline = kernel.time().now().plus(wait);
        while (true) {
            Taken taken = backlog.take(demand);
            deadLetters.settle(queue, taken);
            if (!taken.given().isEmpty()) {
                return taken.given();
            }
            if (taken.full() && wait.isZero() && !queue.queue().fifo()) {
                throw AwsException.of(
                        "OverLimit", 403, "Too many messages in flight: at most " + Limits.IN_FLIGHT + " are allowed.");
            }
            if (!kernel.time().now().isBefore(deadline) || !backlog.await(deadline)) {
                return List.of();
            }
        }
    }

    private static ObjectNode answer(OpenQueue queue, Wanted wanted, List<Given> found) {
        ObjectNode answer = Json.object();
        if (!found.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            found.forEach(given -> messages.add(wanted.view(queue, given)));
        }
        return answer;
    }
}
