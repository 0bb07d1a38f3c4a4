package dev.sluice.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.deployed.EndpointFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code sluice endpoint}: registers, lists and removes the webhook endpoints of a tenant. */
@Command(
        name = "endpoint",
        mixinStandardHelpOptions = true,
        description = {
            "Registers, lists and removes the webhook endpoints of a tenant.",
            "On AWS it needs permission to describe the stack and to invoke its endpoints function."
        })
public final class EndpointCommand {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            required = true,
            scope = ScopeType.INHERIT,
            description = "The customer who owns the endpoints.")
    String tenant = "";

    @Mixin
    StackOptions where = new StackOptions();

    @SuppressWarnings("NullAway.Init")
    EndpointCommand() {}

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Registers an endpoint and prints its secret.")
    int add(
            @Parameters(paramLabel = "URL", description = "The URL that events are posted to.") String url,
            @Option(
                            names = "--pattern",
                            paramLabel = "JSON",
                            description =
                                    "An event pattern; only events that match are sent (default: all of the tenant's).")
                    @Nullable
                    String pattern,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            description =
                                    "An event type to send, such as order.placed; one that no source of the catalog publishes"
                                            + " is refused. May be repeated (default: all).")
                    @Nullable
                    List<String> types)
            throws IOException {
        ObjectNode request = request("CreateEndpoint").put("url", url);
        if (pattern != null) {
            request.put("pattern", pattern);
        }
        if (types != null) {
            types.forEach(request.putArray("types")::add);
        }
        JsonNode created = call(request);
        print("endpoint " + created.path("endpointId").asText());
        print("secret   " + created.path("secret").asText() + "   (shown once; the receiver verifies with it)");
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the endpoints of the tenant.")
    int list() throws IOException {
        JsonNode endpoints = call(request("ListEndpoints")).path("endpoints");
        if (endpoints.isEmpty()) {
            print("no endpoints; add one with `./sluice endpoint add --tenant " + tenant + " URL`");
        }
        endpoints.forEach(endpoint -> print(line(endpoint)));
        return 0;
    }

    /** Id, state, URL, the event types that are sent and the pattern, if there is one. */
    static String line(JsonNode endpoint) {
        List<String> types = new ArrayList<>();
        endpoint.path("types").forEach(type -> types.add(type.asText()));
        return String.join(
                        "  ",
                        endpoint.path("endpointId").asText(),
                        endpoint.path("enabled").asBoolean() ? "enabled " : "disabled",
                        endpoint.path("url").asText(),
                        types.isEmpty() ? "all types" : String.join(",", types),
                        endpoint.path("pattern").asText(""))
                .stripTrailing();
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes an endpoint.")
    int remove(@Parameters(paramLabel = "ENDPOINT_ID", description = "As printed by add and list.") String endpointId)
            throws IOException {
        call(request("DeleteEndpoint").put("endpointId", endpointId));
        print("removed " + endpointId);
        return 0;
    }

    private ObjectNode request(String operation) {
        return new ObjectMapper().createObjectNode().put("operation", operation).put("tenant", tenant);
    }

    private JsonNode call(ObjectNode request) throws IOException {
        return new EndpointFunction(where.deployment()).call(request);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
