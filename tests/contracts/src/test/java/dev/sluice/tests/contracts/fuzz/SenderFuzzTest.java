package dev.sluice.tests.contracts.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.delivery.EndpointsHandler;
import dev.sluice.delivery.SenderHandler;
import dev.sluice.tests.contracts.delivery.EngineStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ATTRIBUTES =
            List.of("eventId", "tenant", "endpointId", "attempt", "first", "due", "more");

    @Test
    void goodDeliveriesAreMadeAmongOddOnes(@TempDir Path data) throws Exception {
        Set<String> received = ConcurrentHashMap.newKeySet();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                received.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        receiver.start();
        try (EngineStack stack = new EngineStack(data)) {
            Map<String, String> environment = stack.environment();
            environment.put("RETRY_QUEUE_URL", stack.queue("retry"));
            environment.put("DEAD_LETTER_QUEUE_URL", stack.queue("dead"));
            String endpoint = Fuzz.call(
                            new EndpointsHandler(environment),
                            JSON.createObjectNode()
                                    .put("operation", "CreateEndpoint")
                                    .put("tenant", "blue")
                                    .put(
                                            "url",
                                            "http://127.0.0.1:"
                                                    + receiver.getAddress().getPort() + "/"))
                    .path("endpointId")
                    .asText();
            SenderHandler sender = new SenderHandler(environment);
            for (int batch = 0; batch < Fuzz.BATCHES; batch++) {
                OddJson odd = Fuzz.corpus(batch);
                Set<Integer> good = Fuzz.good(odd);
                List<String> bodies = new ArrayList<>();
                for (int i = 0; i < Fuzz.RECORDS; i++) {
                    bodies.add(good.contains(i) ? "{}" : odd.value());
                }
                ObjectNode input = Fuzz.messages(bodies);
                for (int i = 0; i < Fuzz.RECORDS; i++) {
                    String spoiled = good.contains(i) ? "" : odd.one(ATTRIBUTES);
                    ObjectNode attributes = ((ObjectNode) input.path("Records").get(i)).putObject("messageAttributes");
                    for (String name : ATTRIBUTES) {
                        String value = switch (name) {
                            case "eventId" -> "s-" + batch + "-" + i;
                            case "tenant" -> "blue";
                            case "endpointId" -> endpoint;
                            case "due" -> "2026-01-01T00:00:00Z";
                            default -> "1";
                        };
                        attributes.putObject(name).put("stringValue", name.equals(spoiled) ? odd.plain() : value);
                    }
                }
                JsonNode answer = Fuzz.call(sender, input);
                for (int i : good) {
                    assertThat(Fuzz.failures(answer)).as("batch %d", batch).doesNotContain("m-" + i);
                    assertThat(received).as("batch %d", batch).contains("s-" + batch + "-" + i);
                }
            }
        } finally {
            receiver.stop(0);
        }
    }
}
