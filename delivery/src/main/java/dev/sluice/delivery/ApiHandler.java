package dev.sluice.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.delivery.api.Api;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Router;
import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.idempotency.IdempotencyTable;
import dev.sluice.delivery.api.resource.HealthOperations;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The control-plane API behind API Gateway: a proxy integration with payload format 2.0, whose authorizer puts {@code kind},
 * {@code token}, {@code tenant} and {@code scopes} into its context. Thread-safe.
 */
public final class ApiHandler implements RequestStreamHandler {

    private final Api api;

    /** For Lambda. */
    public ApiHandler() {
        this(System.getenv());
    }

    /** @param environment {@code CONTROL_TABLE}, {@code AWS_REGION} and credentials */
    public ApiHandler(Map<String, String> environment) {
        this(api(new Environment(environment)));
    }

    ApiHandler(Api api) {
        this.api = api;
    }

    private static Api api(Environment environment) {
        DynamoDbClient dynamoDb = Clients.dynamoDb(environment);
        List<Operations> resources = List.of(new HealthOperations());
        return new Api(
                new Router(resources),
                idOrUid -> Optional.empty(),
                new Idempotency(
                        new IdempotencyTable(dynamoDb, environment.required("CONTROL_TABLE")),
                        InstantSource.system(),
                        ApiHandler::pause));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Payload.write(
                api.answer(Payload.read(input), line -> context.getLogger().log(line.toString())), output);
    }
}
