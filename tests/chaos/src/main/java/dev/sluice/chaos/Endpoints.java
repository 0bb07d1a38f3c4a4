package dev.sluice.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.chaos.receivers.Receiver;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.EndpointFunction;
import dev.sluice.cli.local.Principals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Registers receivers as tenants' endpoints, and unreachable endpoints. */
final class Endpoints {

    private static final int MOST_TRIES = 10;

    private final EndpointFunction registry;
    private final Set<String> unreachable = new HashSet<>();

    Endpoints(Path data) {
        this.registry = new EndpointFunction(Deployment.of(Principals.of(data).owner(), Deployment.STACK));
    }

    /** Waits until the function answers: on a busy machine its first start may take longer than it is given. */
    void warm() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                registry.call(new ObjectMapper()
                        .createObjectNode()
                        .put("operation", "ListEndpoints")
                        .put("tenant", "nobody"));
                return;
            } catch (IllegalStateException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    void register(Receiver receiver) throws IOException {
        receiver.secret(create(receiver.tenant(), receiver.url(), "secret"));
    }

    /** TLS to a port that does not speak it, a name that does not resolve, and a closed port. */
    void registerUnreachable(String tenant, int plainPort) throws IOException {
        unreachable.add(create(tenant, "https://127.0.0.1:" + plainPort + "/no-tls", "endpointId"));
        unreachable.add(create(tenant, "https://no-such-name.invalid/hooks", "endpointId"));
        unreachable.add(create(tenant, "http://127.0.0.1:1/closed", "endpointId"));
    }

    /** Ids of the endpoints that can never have received anything. */
    Set<String> unreachable() {
        return Set.copyOf(unreachable);
    }

    private String create(String tenant, String url, String wanted) throws IOException {
        return registry.call(new ObjectMapper()
                        .createObjectNode()
                        .put("operation", "CreateEndpoint")
                        .put("tenant", tenant)
                        .put("url", url)
                        .put("pattern", "{\"source\":[{\"exists\":true}]}"))
                .path(wanted)
                .asText();
    }
}
