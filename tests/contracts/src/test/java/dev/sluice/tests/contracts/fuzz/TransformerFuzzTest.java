package dev.sluice.tests.contracts.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.examples.commerce.processing.ProcessingWorker;
import dev.sluice.rules.json.Json;
import dev.sluice.tests.contracts.delivery.EngineStack;
import dev.sluice.tests.contracts.delivery.TestContext;
import dev.sluice.transformers.CdcTransformer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TransformerFuzzTest {

    @Test
    void goodChangesBecomeEventsAmongOddOnes() throws Exception {
        CdcTransformer transformer = new CdcTransformer(Map.of(
                "LAMBDA_TASK_ROOT",
                Path.of("src/test/resources").toAbsolutePath().toString()));
        for (int batch = 0; batch < Fuzz.BATCHES; batch++) {
            OddJson odd = Fuzz.corpus(batch);
            Set<Integer> good = Fuzz.good(odd);
            List<String> records = new ArrayList<>();
            for (int i = 0; i < Fuzz.RECORDS; i++) {
                String id = "c-" + batch + "-" + i;
                String total = "{\"N\":\"1.50\"}";
                records.add(good.contains(i) ? record(id, "{\"S\":\"o\"}", total, "1764500000") : odd(odd, id));
            }
            // The payload as a whole is the pipe's, and always JSON: what cannot be read at all is left out here.
            records.removeIf(record -> !isJson(record));
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            transformer.handleRequest(
                    new ByteArrayInputStream(("[" + String.join(",", records) + "]").getBytes(StandardCharsets.UTF_8)),
                    output,
                    new TestContext());
            List<String> made = new ArrayList<>();
            for (JsonNode event : Json.parse(output.toByteArray())) {
                if (event.path("detailType").asText().equals("order.placed")) {
                    made.add(event.path("eventID").asText());
                }
                assertThat(event.path("detail").isObject()).isTrue();
            }
            String named = "c-" + batch + "-";
            assertThat(made)
                    .as("batch %d", batch)
                    .containsAll(good.stream().map(i -> named + i).toList());
        }
    }

    @Test
    void goodJobsAreDoneAmongOddOnes(@TempDir Path data) throws Exception {
        try (EngineStack stack = new EngineStack(data)) {
            stack.table("processing", "requestId");
            Map<String, String> environment = stack.environment();
            environment.put("PROCESSING_TABLE", "processing");
            ProcessingWorker worker = new ProcessingWorker(environment);
            for (int batch = 0; batch < Fuzz.BATCHES; batch++) {
                OddJson odd = Fuzz.corpus(batch);
                Set<Integer> good = Fuzz.good(odd);
                List<String> bodies = new ArrayList<>();
                for (int i = 0; i < Fuzz.RECORDS; i++) {
                    String id = "j-" + batch + "-" + i;
                    stack.dynamoDb()
                            .putItem(put -> put.tableName("processing")
                                    .item(Map.of(
                                            "requestId", AttributeValue.fromS(id),
                                            "referenceId", AttributeValue.fromS("r"),
                                            "status", AttributeValue.fromS("REQUESTED"))));
                    bodies.add(job(
                            good.contains(i) ? "\"" + id + "\"" : odd.value(),
                            good.contains(i) ? "\"x\"" : odd.value()));
                }
                JsonNode answer = Fuzz.call(worker, Fuzz.messages(bodies));
                assertThat(Fuzz.failures(answer))
                        .as("batch %d", batch)
                        .doesNotContainAnyElementsOf(
                                good.stream().map(i -> "m-" + i).toList());
                for (int i : good) {
                    String id = "j-" + batch + "-" + i;
                    assertThat(stack.dynamoDb()
                                    .getItem(get -> get.tableName("processing")
                                            .key(Map.of("requestId", AttributeValue.fromS(id))))
                                    .item()
                                    .get("status")
                                    .s())
                            .isEqualTo("COMPLETED");
                }
            }
        }
    }

    private static boolean isJson(String text) {
        try {
            return !Json.parse(text).isMissingNode();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return false;
        }
    }

    private static String odd(OddJson odd, String id) {
        return switch (odd.below(5)) {
            case 0 -> record(id, "{\"S\":" + odd.text() + "}", "{\"N\":\"1\"}", "1764500000");
            case 1 -> record(id, "{\"S\":\"o\"}", "{\"N\":" + odd.text() + "}", "1764500000");
            case 2 -> record(id, "{\"S\":\"o\"}", odd.value(), "1764500000");
            case 3 -> record(id, odd.value(), "{\"N\":\"" + odd.number() + "\"}", odd.number());
            default -> odd.value();
        };
    }

    private static String record(String id, String key, String total, String time) {
        return "{\"eventID\":\"" + id + "\",\"eventName\":\"INSERT\",\"eventSourceARN\":"
                + "\"arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-11-24T00:00:00.000\",\"dynamodb\":{"
                + "\"ApproximateCreationDateTime\":" + time + ",\"SequenceNumber\":\"1\",\"Keys\":{\"orderId\":" + key
                + "},\"NewImage\":{\"orderId\":" + key
                + ",\"tenant\":{\"S\":\"blue\"},\"status\":{\"S\":\"PLACED\"},\"total\":" + total + "}}}";
    }

    private static String job(String id, String text) {
        return "{\"version\":\"0\",\"id\":\"e\",\"detail-type\":\"processing.requested\",\"source\":\"s\","
                + "\"account\":\"000000000000\",\"time\":\"2026-01-01T00:00:00Z\",\"region\":\"us-east-1\",\"resources\":[],"
                + "\"detail\":{\"data\":{\"requestId\":" + id + ",\"referenceId\":\"r\",\"text\":" + text + "}}}";
    }
}
