package dev.sluice.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.delivery.endpoint.EndpointTable;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.registry.Registry;
import dev.sluice.network.AddressGuard;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * The registry of webhook endpoints as a function: {@code {"operation", "tenant", ...}} in, the answer or {@code {"error":
 * {"field", "message"}}} out. Secrets are answered by CreateEndpoint and RotateSecret only. Thread-safe.
 */
public final class EndpointsHandler implements RequestStreamHandler {

    private final Registry registry;

    /** For Lambda. */
    public EndpointsHandler() {
        this(System.getenv());
    }

    /**
     * @param environment {@code ENDPOINTS_TABLE}, {@code ALLOWED_NETWORKS}, {@code ALLOW_INSECURE_ENDPOINTS}, {@code AWS_REGION}
     *     and credentials; {@code LAMBDA_TASK_ROOT} is the folder that holds {@code catalog}, and without it any type is taken
     */
    public EndpointsHandler(Map<String, String> environment) {
        this(registry(new Environment(environment)));
    }

    EndpointsHandler(Registry registry) {
        this.registry = registry;
    }

    private static Registry registry(Environment environment) {
        return new Registry(
                new EndpointTable(Clients.dynamoDb(environment), environment.required("ENDPOINTS_TABLE")),
                new UrlRules(
                        AddressGuard.allowing(
                                environment.optional("ALLOWED_NETWORKS").orElse("")),
                        environment.flag("ALLOW_INSECURE_ENDPOINTS")),
                environment.optional("LAMBDA_TASK_ROOT").map(EndpointsHandler::published),
                InstantSource.system(),
                new SecureRandom());
    }

    private static Set<String> published(String root) {
        return Catalog.load(Path.of(root, "catalog")).detailTypes();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Payload.write(registry.answer(Payload.read(input)), output);
    }
}
