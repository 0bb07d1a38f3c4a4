package dev.sluice.engine.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.sqs.backlog.Deduplication;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import dev.sluice.engine.sqs.control.AttributeOperations;
import dev.sluice.engine.sqs.control.PermissionOperations;
import dev.sluice.engine.sqs.control.QueueOperations;
import dev.sluice.engine.sqs.control.TagOperations;
import dev.sluice.engine.sqs.disk.Disk;
import dev.sluice.engine.sqs.message.QueueMetrics;
import dev.sluice.engine.sqs.message.Send;
import dev.sluice.engine.sqs.message.SendOperations;
import dev.sluice.engine.sqs.move.MoveOperations;
import dev.sluice.engine.sqs.queue.QueueUrls;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.sqs.receive.DeleteOperations;
import dev.sluice.engine.sqs.receive.ReceiveOperation;
import dev.sluice.engine.sqs.receive.VisibilityOperations;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * SQS: service {@code sqs}, in the JSON protocol and in the query protocol of older clients.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">API reference</a>
 */
public final class SqsService implements Service {

    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

    private static final Set<String> OF_NO_QUEUE = Set.of("CreateQueue", "ListQueues");

    private final Map<String, Operation> operations;
    private final Queues queues;
    private final SendOperations sending;
    private final MoveOperations moves;
    private final Sweeper sweeper;

    /** @param endpoint where the engine answers, for the URLs of queues */
    public SqsService(Kernel kernel, Supplier<URI> endpoint) {
        this(kernel, endpoint, Limits.IN_FLIGHT);
    }

    /** @param mostInFlight messages of one queue that may be received and neither deleted nor visible again */
    SqsService(Kernel kernel, Supplier<URI> endpoint, int mostInFlight) {
        Disk disk = new Disk(kernel.store());
        Deduplication deduplication = new Deduplication(kernel.store());
        QueueMetrics metrics = new QueueMetrics(kernel.metrics());
        queues = new Queues(kernel, mostInFlight, disk, deduplication);
        sending = new SendOperations(kernel, queues, deduplication, metrics);
        moves = new MoveOperations(kernel, queues);
        sweeper = new Sweeper(kernel, queues, deduplication, metrics);
        AttributeOperations attributes = new AttributeOperations(queues);
        Map<String, Operation> all = new HashMap<>();
        all.putAll(new QueueOperations(queues, new QueueUrls(endpoint), attributes).operations());
        all.putAll(attributes.operations());
        all.putAll(new PermissionOperations(queues).operations());
        all.putAll(new TagOperations(queues).operations());
        all.putAll(sending.operations());
        all.putAll(Map.of("ReceiveMessage", new ReceiveOperation(kernel, queues, metrics)));
        all.putAll(new DeleteOperations(kernel, queues, metrics).operations());
        all.putAll(new VisibilityOperations(kernel, queues).operations());
        all.putAll(moves.operations());
        all.replaceAll((name, operation) -> request -> inEitherProtocol(name, operation, request));
        operations = Map.copyOf(all);
    }

    private static Response inEitherProtocol(String name, Operation operation, Request request) {
        if (!LegacyInput.isLegacy(request)) {
            return operation.call(request);
        }
        try {
            requireQueueAction(name, request);
            return operation.call(new Request(
                    request.caller(), LegacyInput.modern(request.input()), request.payload(), request.headers()));
        } catch (AwsException e) {
            throw e.code().equals("QueueDoesNotExist")
                    ? AwsException.of(e.code(), "The specified queue does not exist for this wsdl version.")
                    : e;
        }
    }

    /** What is about no queue is not asked at a queue's URL. */
    private static void requireQueueAction(String name, Request request) {
        if (OF_NO_QUEUE.contains(name) && request.input().has("QueueUrl")) {
            throw AwsException.of("InvalidAction", "The action " + name + " is not valid for this endpoint.");
        }
    }

    /**
     * Prepares a message that another service sends within a write of its own. Input as SendMessage's; {@code QueueArn} may
     * stand for {@code QueueUrl}.
     *
     * @throws AwsException as SendMessage would
     */
    public Send prepareSend(Caller caller, ObjectNode sendMessageInput) {
        return sending.prepare(caller, sendMessageInput);
    }

    /**
     * Prepares a dead letter of another service, which may be larger than the queue's MaximumMessageSize.
     *
     * @throws AwsException as SendMessage would, but for the size
     */
    public Send prepareDeadLetter(Caller caller, ObjectNode sendMessageInput) {
        return sending.prepareDeadLetter(caller, sendMessageInput);
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(
                new Protocol.Json("AmazonSQS", "1.0"),
                new Protocol.Query("2012-11-05", NAMESPACE, true, Errors.QUERY_CODES));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public void start() {
        sweeper.start();
        moves.start();
    }

    @Override
    public void close() {
        sweeper.close();
        moves.close();
        queues.close();
    }
}
