package dev.sluice.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.table.EndpointTable;
import dev.sluice.delivery.journal.JournalTable;
import dev.sluice.delivery.queue.Received;
import dev.sluice.delivery.queue.SqsQueue;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Takes events of the core bus from the fan-out queue and puts one message for each endpoint that wants one on the delivery
 * queue. Answers with the messages that must come again, so the event source mapping MUST report batch item failures.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
public final class DispatcherHandler implements RequestStreamHandler {

    private final Dispatcher dispatcher;

    /** For Lambda. */
    public DispatcherHandler() {
        this(System.getenv());
    }

    /**
     * @param environment {@code ENDPOINTS_TABLE}, {@code JOURNAL_TABLE}, {@code DELIVERY_QUEUE_URL}, {@code AWS_REGION} and
     *     credentials
     */
    public DispatcherHandler(Map<String, String> environment) {
        this(dispatcher(new Environment(environment)));
    }

    DispatcherHandler(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    private static Dispatcher dispatcher(Environment environment) {
        DynamoDbClient dynamoDb = Clients.dynamoDb(environment);
        return new Dispatcher(
                new EndpointCache(new EndpointTable(dynamoDb, environment.required("ENDPOINTS_TABLE"))),
                new JournalTable(dynamoDb, environment.required("JOURNAL_TABLE")),
                new SqsQueue(Clients.sqs(environment), environment.required("DELIVERY_QUEUE_URL")),
                InstantSource.system());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Map<String, String> failures = dispatcher.dispatch(Received.batch(Payload.read(input)));
        failures.forEach((message, reason) -> context.getLogger()
                .log(Json.object()
                        .put("dispatch", "failed")
                        .put("message", message)
                        .put("reason", reason)
                        .toString()));
        Payload.write(Received.failures(failures.keySet()), output);
    }
}
