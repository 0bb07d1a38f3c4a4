package dev.sluice.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.delivery.registry.Registry;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

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
     * @param environment as {@link ControlPlane} says
     */
    public EndpointsHandler(Map<String, String> environment) {
        this(registry(new Environment(environment)));
    }

    EndpointsHandler(Registry registry) {
        this.registry = registry;
    }

    private static Registry registry(Environment environment) {
        ControlPlane plane = new ControlPlane(environment);
        return new Registry(plane.endpoints(), plane.endpointRules(), plane.applications());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Payload.write(registry.answer(Payload.read(input)), output);
    }
}
