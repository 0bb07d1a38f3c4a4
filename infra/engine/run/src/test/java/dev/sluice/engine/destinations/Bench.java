package dev.sluice.engine.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.EventsService;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.SecretsService;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.Receiver;
import dev.sluice.engine.testing.TestKernel;
import dev.sluice.engine.time.Time;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** API destinations on a kernel in a folder, and a receiver on this machine. */
final class Bench implements AutoCloseable {

    static final Caller OWNER = Caller.root(Settings.DEFAULT_ACCOUNT);
    static final String BASIC = "{\"BasicAuthParameters\":{\"Username\":\"user\",\"Password\":\"pass\"}%s}";

    final ManualTime time;
    final Receiver receiver = Receiver.start();
    final Kernel kernel;
    final Destinations destinations;
    private final EventsService events;

    Bench(Path folder) throws Exception {
        this(folder, new ManualTime(), SSLContext.getDefault());
    }

    Bench(Path folder, Time clock, SSLContext tls) {
        time = clock instanceof ManualTime manual ? manual : new ManualTime();
        kernel = TestKernel.open(folder, clock);
        kernel.aws().register(new SecretsService(kernel, Vault.in(folder)));
        destinations = new Destinations(kernel, tls);
        events = new EventsService(
                kernel,
                (caller, message) -> {
                    throw new UnsupportedOperationException("no test of API destinations has a queue");
                },
                destinations);
        kernel.aws().register(events);
        events.start();
    }

    JsonNode call(String operation, String input) {
        return call("events", operation, input);
    }

    JsonNode call(String service, String operation, String input) {
        return kernel.aws().call(OWNER, service, operation, (ObjectNode) Json.parseTrusted(input));
    }

    /** A compact view of the error that a call ends in. */
    String error(String operation, String input) {
        try {
            return "no error: " + call(operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    String connection(String type, String parameters) {
        return call(
                        "CreateConnection",
                        "{\"Name\":\"c\",\"AuthorizationType\":\"" + type + "\",\"AuthParameters\":" + parameters + "}")
                .path("ConnectionArn")
                .asText();
    }

    /** A destination with a BASIC connection. */
    String destination(String url, String more) {
        return destination(connection("BASIC", BASIC.formatted(more)), "POST", url, 300);
    }

    String destination(String connectionArn, String method, String url, int rate) {
        ObjectNode input = Json.object()
                .put("Name", "d")
                .put("ConnectionArn", connectionArn)
                .put("HttpMethod", method)
                .put("InvocationEndpoint", url)
                .put("InvocationRateLimitPerSecond", rate);
        return call("CreateApiDestination", input.toString())
                .path("ApiDestinationArn")
                .asText();
    }

    Attempt send(String arn, Call call) {
        return destinations.send(OWNER, arn, call);
    }

    @Override
    public void close() {
        receiver.close();
        events.close();
        kernel.store().close();
    }
}
