package dev.sluice.tests.contracts.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.EndpointsHandler;
import dev.sluice.tests.contracts.delivery.EngineStack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OPERATIONS = List.of(
            "CreateEndpoint",
            "GetEndpoint",
            "ListEndpoints",
            "UpdateEndpoint",
            "EnableEndpoint",
            "DisableEndpoint",
            "RotateSecret",
            "DeleteEndpoint");
    private static final List<String> FIELDS =
            List.of("tenant", "url", "description", "pattern", "endpointId", "types", "headers", "reason", "operation");

    @Test
    void everyOddRequestIsAnsweredOrRefusedWithItsField(@TempDir Path data) throws Exception {
        try (EngineStack stack = new EngineStack(data)) {
            EndpointsHandler registry = new EndpointsHandler(stack.environment());
            for (int batch = 0; batch < Fuzz.BATCHES; batch++) {
                OddJson odd = Fuzz.corpus(batch);
                for (int i = 0; i < Fuzz.RECORDS; i++) {
                    ObjectNode request = JSON.createObjectNode()
                            .put("operation", odd.one(OPERATIONS))
                            .put("tenant", "blue");
                    for (String field : FIELDS) {
                        if (odd.chance(3)) {
                            spoil(odd, request, field);
                        }
                    }
                    JsonNode answer = Fuzz.call(registry, request);
                    assertThat(answer.isObject()).as(request.toString()).isTrue();
                    if (answer.has("error")) {
                        assertThat(answer.at("/error/field").asText()).isNotEmpty();
                        assertThat(answer.at("/error/message").asText()).isNotEmpty();
                    } else if (request.path("operation").asText().equals("CreateEndpoint")) {
                        assertThat(answer.path("tenant")).isEqualTo(request.path("tenant"));
                    }
                }
                JsonNode good = Fuzz.call(
                        registry,
                        JSON.createObjectNode()
                                .put("operation", "CreateEndpoint")
                                .put("tenant", "good-" + batch)
                                .put("url", "http://127.0.0.1:9/"));
                assertThat(good.path("endpointId").asText()).startsWith("ep_");
            }
        }
    }

    private static void spoil(OddJson odd, ObjectNode request, String field) {
        switch (field) {
            case "url" ->
                request.put("url", odd.chance(2) ? "http://127.0.0.1:9/" : "http://127.0.0.1:9/" + odd.plain());
            case "pattern" -> request.put("pattern", odd.chance(2) ? odd.value() : "{\"a\":[" + odd.value() + "]}");
            case "types" -> request.putArray("types").add(odd.plain());
            case "headers" -> request.putObject("headers").put(odd.plain(), odd.plain());
            default -> request.put(field, odd.plain());
        }
    }
}
