package dev.sluice.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.delivery.api.Api;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Router;
import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.idempotency.IdempotencyTable;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

    /** @param environment as {@link ControlPlane} says; {@code PORTAL_URL} is where the portal is, if it is not the API's own */
    public ApiHandler(Map<String, String> environment) {
        this(api(new Environment(environment)));
    }

    ApiHandler(Api api) {
        this.api = api;
    }

    /** All operations that a function with this environment answers, for whoever describes or checks them. */
    public static List<Operation> operations(Map<String, String> environment) {
        return new Router(new ControlPlane(new Environment(environment)).operations()).operations();
    }

    private static Api api(Environment environment) {
        ControlPlane plane = new ControlPlane(environment);
        return new Api(
                new Router(plane.operations()),
                plane.applications(),
                new Idempotency(
                        new IdempotencyTable(plane.dynamoDb(), plane.table(), ControlPlane.vault(environment)),
                        plane.clock(),
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
