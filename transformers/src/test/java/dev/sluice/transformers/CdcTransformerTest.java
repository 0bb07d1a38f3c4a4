package dev.sluice.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdcTransformerTest {

    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-11-24T00:00:00.000";
    private static final String PLACED =
            "{\"orderId\":{\"S\":\"1\"},\"tenant\":{\"S\":\"blue\"},\"status\":{\"S\":\"PLACED\"},\"total\":{\"N\":\"19.90\"}}";
    private static final String SHIPPED = PLACED.replace("PLACED", "SHIPPED");

    private final CdcTransformer transformer = new CdcTransformer(Map.of("LAMBDA_TASK_ROOT", "../rules"));

    @Test
    void anInsertedRowIsAnEventWithItsDataAndMetadata() {
        JsonNode event = one(record("e1", "INSERT", null, PLACED));
        assertThat(event.path("source").asText()).isEqualTo("com.example.orders");
        assertThat(event.path("detailType").asText()).isEqualTo("order.placed");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(event.path("eventID").asText()).isEqualTo("e1");
        assertThat(Json.text(event.path("detail").path("data")))
                .isEqualTo("{\"orderId\":\"1\",\"tenant\":\"blue\",\"status\":\"PLACED\",\"total\":19.90}");
        JsonNode metadata = event.path("detail").path("metadata");
        assertThat(metadata.path("tenant").asText()).isEqualTo("blue");
        assertThat(metadata.path("change").asText()).isEqualTo("INSERT");
        assertThat(metadata.path("keys").path("orderId").asText()).isEqualTo("1");
        assertThat(metadata.path("id").asText()).matches("[0-9a-f-]{36}");
    }

    @Test
    void aModifiedRowTellsWhatChangedAndWhatItWas() {
        JsonNode metadata =
                one(record("e2", "MODIFY", PLACED, SHIPPED)).path("detail").path("metadata");
        assertThat(metadata.path("type").asText()).isEqualTo("order.shipped");
        assertThat(Json.text(metadata.path("changed"))).isEqualTo("[\"status\"]");
        assertThat(Json.text(metadata.path("old"))).isEqualTo("{\"status\":\"PLACED\"}");
    }

    @Test
    void aRemovedRowIsAnEventWithWhatItWas() {
        JsonNode event = one(record("e3", "REMOVE", SHIPPED, null));
        assertThat(event.path("detailType").asText()).isEqualTo("order.removed");
        assertThat(event.path("detail").path("data").path("status").asText()).isEqualTo("SHIPPED");
    }

    @Test
    void theSameRecordAlwaysHasTheSameIdAndAnotherHasNot() {
        String first = id(record("e1", "INSERT", null, PLACED));
        assertThat(id(record("e1", "INSERT", null, PLACED))).isEqualTo(first);
        assertThat(id(record("e2", "INSERT", null, PLACED))).isNotEqualTo(first);
    }

    @Test
    void aRecordWithoutATenantOrOfAnUnknownTableFailsByItsId() {
        assertThatThrownBy(() -> one(record("e9", "INSERT", null, "{\"orderId\":{\"S\":\"1\"}}")))
                .hasMessage("record e9: the row has no tenant at /tenant");
        assertThatThrownBy(() -> one(record("e9", "INSERT", null, PLACED).replace("table/orders", "table/others")))
                .hasMessage("record e9: the catalog has no table others");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"S\":\"text\"}|\"text\"",
                "{\"N\":\"1.10\"}|1.10",
                "{\"N\":\"12345678901234567890123456789012345678\"}|12345678901234567890123456789012345678",
                "{\"B\":\"AAEC\"}|\"AAEC\"",
                "{\"BOOL\":false}|false",
                "{\"NULL\":true}|null",
                "{\"M\":{\"a\":{\"N\":\"1\"}}}|{\"a\":1}",
                "{\"L\":[{\"S\":\"a\"},{\"N\":\"2\"}]}|[\"a\",2]",
                "{\"SS\":[\"a\",\"b\"]}|[\"a\",\"b\"]",
                "{\"NS\":[\"1\",\"2.5\"]}|[1,2.5]",
                "{\"BS\":[\"AAEC\"]}|[\"AAEC\"]",
            })
    void everyTypeKeepsItsValue(String typed, String plain) throws IOException {
        assertThat(Json.text(AttributeValues.value(Json.parse(typed)))).isEqualTo(plain);
    }

    private String id(String record) {
        return one(record).path("detail").path("metadata").path("id").asText();
    }

    private JsonNode one(String record) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            transformer.handleRequest(
                    new ByteArrayInputStream(("[" + record + "]").getBytes(StandardCharsets.UTF_8)), output, null);
            return Json.parse(output.toString(StandardCharsets.UTF_8)).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String record(String id, String name, String before, String after) {
        return "{\"eventID\":\"" + id + "\",\"eventName\":\"" + name + "\",\"eventSourceARN\":\"" + STREAM
                + "\",\"dynamodb\":{\"ApproximateCreationDateTime\":1795521600,\"Keys\":{\"orderId\":{\"S\":\"1\"}},"
                + (before == null ? "" : "\"OldImage\":" + before + ",")
                + (after == null ? "" : "\"NewImage\":" + after + ",")
                + "\"SequenceNumber\":\"100000000000000000001\"}}";
    }
}
