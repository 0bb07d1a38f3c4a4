package dev.sluice.bench.subject;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.EndpointFunction;
import dev.sluice.cli.local.Principals;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Registers webhook endpoints with the stack's own function. */
public final class Endpoints {

    private final EndpointFunction function;

    public Endpoints(Subject subject) {
        this.function =
                new EndpointFunction(Deployment.of(Principals.of(subject.data()).owner(), Deployment.STACK));
    }

    /** An endpoint that gets all of a tenant's events. */
    public void add(String tenant, String url) {
        add(tenant, url, "{\"source\":[{\"exists\":true}]}");
    }

    public void add(String tenant, String url, String pattern) {
        ObjectNode request = new ObjectMapper()
                .createObjectNode()
                .put("operation", "CreateEndpoint")
                .put("tenant", tenant)
                .put("url", url)
                .put("pattern", pattern);
        try {
            function.call(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
