package dev.sluice.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.delivery.endpoint.table.EndpointTable;
import dev.sluice.delivery.http.HttpPoster;
import dev.sluice.delivery.journal.JournalTable;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.network.VettedNames;
import dev.sluice.delivery.queue.Received;
import dev.sluice.delivery.queue.SqsQueue;
import dev.sluice.delivery.send.Sender;
import dev.sluice.network.AddressGuard;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends the deliveries of the delivery queue and of the retry queue. Answers with the messages that must come again, so the
 * event source mappings MUST report batch item failures. The function MUST have at least 30 seconds. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
public final class SenderHandler implements RequestStreamHandler {

    /** How long a delivery waits for its turn at its endpoint before it is sent on to come later. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What a request and its record may take, which must be left when the last request begins. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private final Sender sender;

    /** For Lambda. */
    public SenderHandler() {
        this(System.getenv());
    }

    /**
     * @param environment {@code ENDPOINTS_TABLE}, {@code SECRETS_KEY}, {@code JOURNAL_TABLE}, {@code RETRY_QUEUE_URL}, {@code DEAD_LETTER_QUEUE_URL},
     *     {@code RETRY_SCHEDULE}, {@code ALLOWED_NETWORKS}, {@code ALLOW_INSECURE_ENDPOINTS}, {@code AWS_REGION} and credentials
     */
    public SenderHandler(Map<String, String> environment) {
        this(sender(new Environment(environment)));
    }

    SenderHandler(Sender sender) {
        this.sender = sender;
    }

    private static Sender sender(Environment environment) {
        return sender(environment, poster(environment));
    }

    private static AddressGuard guard(Environment environment) {
        return AddressGuard.allowing(environment.optional("ALLOWED_NETWORKS").orElse(""));
    }

    private static HttpPoster poster(Environment environment) {
        return new HttpPoster(new VettedNames(guard(environment), InetAddress::getAllByName, InstantSource.system()));
    }

    private static Sender sender(Environment environment, HttpPoster poster) {
        DynamoDbClient dynamoDb = Clients.dynamoDb(environment);
        SqsClient sqs = Clients.sqs(environment);
        return new Sender(
                new EndpointTable(dynamoDb, environment.required("ENDPOINTS_TABLE"), ControlPlane.vault(environment)),
                new JournalTable(dynamoDb, environment.required("JOURNAL_TABLE")),
                new Sender.Queues(
                        new SqsQueue(sqs, environment.required("RETRY_QUEUE_URL")),
                        new SqsQueue(sqs, environment.required("DEAD_LETTER_QUEUE_URL"))),
                poster,
                new UrlRules(guard(environment), environment.flag("ALLOW_INSECURE_ENDPOINTS")),
                environment.variables().getOrDefault("RETRY_SCHEDULE", Sender.STANDARD_SCHEDULE),
                InstantSource.system(),
                new SecureRandom());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Map<String, String> failures = sender.send(Received.batch(Payload.read(input)), patience(context));
        failures.forEach((message, reason) -> context.getLogger()
                .log(Json.object()
                        .put("delivery", "failed")
                        .put("message", message)
                        .put("reason", reason)
                        .toString()));
        Payload.write(Received.failures(failures.keySet()), output);
    }

    private static Duration patience(Context context) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        return left.compareTo(PATIENCE) < 0 ? (left.isNegative() ? Duration.ZERO : left) : PATIENCE;
    }
}
