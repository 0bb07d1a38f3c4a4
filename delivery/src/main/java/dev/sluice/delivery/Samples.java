package dev.sluice.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Map;

/** What the functions rehearse on: one event of one tenant, whose one endpoint is the stage. */
final class Samples {

    private static final String TENANT = "rehearsal";
    private static final String ENDPOINT = "ep_rehearsal";

    /** The tables, as far as they are read: a tenant with one endpoint, and nothing in the journal. */
    static final Map<String, String> ANSWERS = Map.of(
            "BatchGetItem",
            "{\"Responses\":{\"{ENDPOINTS_TABLE}\":[{\"tenant\":{\"S\":\"" + TENANT
                    + "\"},\"version\":{\"N\":\"1\"}}]}}",
            "Query",
            "{\"Count\":1,\"Items\":[{\"tenant\":{\"S\":\"" + TENANT + "\"},\"endpointId\":{\"S\":\"" + ENDPOINT
                    + "\"},\"url\":{\"S\":\"{url}/\"},\"description\":{\"S\":\"\"},\"types\":{\"L\":[]},"
                    + "\"pattern\":{\"S\":\"{\\\"source\\\":[{\\\"exists\\\":true}]}\"},\"headers\":{\"M\":{}},"
                    + "\"secrets\":{\"L\":[{\"M\":{\"secret\":{\"S\":\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}}}]},"
                    + "\"createdAt\":{\"S\":\"2026-01-01T00:00:00Z\"},\"updatedAt\":{\"S\":\"2026-01-01T00:00:00Z\"},"
                    + "\"revision\":{\"N\":\"1\"}}]}");

    private Samples() {}

    /** A batch of the fan-out queue. */
    static JsonNode event() {
        return batch(
                "{\"version\":\"0\",\"id\":\"e\",\"detail-type\":\"rehearsed\",\"source\":\"sluice\",\"account\":\"000000000000\","
                        + "\"time\":\"2026-01-01T00:00:00Z\",\"region\":\"us-east-1\",\"resources\":[],\"detail\":{\"metadata\":"
                        + "{\"id\":\"e\",\"tenant\":\"" + TENANT
                        + "\",\"type\":\"rehearsed\",\"schemaVersion\":1,\"occurredAt\":\"2026-01-01T00:00:00Z\",\"hops\":1},"
                        + "\"data\":{\"n\":1}}}",
                Map.of());
    }

    /** A batch of the delivery queue. */
    static JsonNode delivery() {
        return batch(
                "{\"type\":\"rehearsed\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"n\":1}}",
                Map.of("eventId", "e", "tenant", TENANT, "endpointId", ENDPOINT, "attempt", "1", "first", "1"));
    }

    /** Requests to the registry. */
    static List<JsonNode> requests() {
        ObjectNode create = Json.object()
                .put("operation", "CreateEndpoint")
                .put("tenant", TENANT)
                .put("url", "http://127.0.0.1/")
                .put("pattern", "{\"source\":[{\"exists\":true}]}");
        return List.of(create, Json.object().put("operation", "ListEndpoints").put("tenant", TENANT));
    }

    private static JsonNode batch(String body, Map<String, String> attributes) {
        ObjectNode record = Json.object()
                .put("messageId", "m")
                .put("body", body)
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:rehearsal");
        record.putObject("attributes").put("ApproximateReceiveCount", "1");
        ObjectNode named = record.putObject("messageAttributes");
        attributes.forEach(
                (name, value) -> named.putObject(name).put("dataType", "String").put("stringValue", value));
        ObjectNode input = Json.object();
        input.putArray("Records").add(record);
        return reread(input);
    }

    /** Read as text, as what comes from Lambda is. */
    private static JsonNode reread(JsonNode input) {
        try {
            return Json.parse(Json.text(input));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
