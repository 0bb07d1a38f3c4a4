package dev.sluice.bench.cold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import java.util.Map;

/** What each function of the stack is called with: something that takes its main path to the end. */
final class SampleEvents {

    static final String TENANT = "cold";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENVELOPE = "{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"%s\",\"source\":\"%s\","
            + "\"account\":\"%s\",\"time\":\"2026-01-01T00:00:00Z\",\"region\":\"us-east-1\",\"resources\":[],\"detail\":%s}";
    private static final String METADATA =
            "{\"metadata\":{\"id\":\"e-1\",\"tenant\":\"" + TENANT + "\",\"type\":\"deal.won\",\"schemaVersion\":1,"
                    + "\"occurredAt\":\"2026-01-01T00:00:00Z\",\"hops\":1},\"data\":%s}";
    private static final String DEAL =
            "{\"dealId\":\"d-1\",\"tenant\":\"" + TENANT + "\",\"amount\":12.5,\"currency\":\"EUR\"}";
    private static final String CHANGE = "[{\"eventID\":\"c-1\",\"eventName\":\"INSERT\",\"awsRegion\":\"us-east-1\","
            + "\"dynamodb\":{\"ApproximateCreationDateTime\":1764072000,\"Keys\":{\"orderId\":{\"S\":\"o-1\"}},"
            + "\"NewImage\":{\"orderId\":{\"S\":\"o-1\"},\"tenant\":{\"S\":\"" + TENANT
            + "\"},\"status\":{\"S\":\"PLACED\"}},\"SequenceNumber\":\"111\"},\"eventSourceARN\":"
            + "\"arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-01T00:00:00.000\"}]";

    private final Connection engine;

    SampleEvents(Connection engine) {
        this.engine = engine;
    }

    /** @throws IllegalArgumentException if there is no sample for a function of this name */
    String of(String function) {
        String bus = String.format(ENVELOPE, "deal.won", "com.acme.crm", "000000000000", String.format(METADATA, DEAL));
        return switch (function) {
            case "sluice-transformer" -> CHANGE;
            case "sluice-admission" ->
                JSON.createArrayNode()
                        .add(JSON.createObjectNode()
                                .put("messageId", "m-1")
                                .put("body", String.format(ENVELOPE, "deal.won", "com.acme.crm", "210987654321", DEAL)))
                        .toString();
            case "sluice-dispatcher" -> message(bus, Map.of());
            case "sluice-sender" ->
                message(
                        "{\"type\":\"deal.won\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":" + DEAL + "}",
                        Map.of(
                                "eventId",
                                "e-" + System.nanoTime(),
                                "tenant",
                                TENANT,
                                "endpointId",
                                endpoint(),
                                "attempt",
                                "1",
                                "first",
                                "1"));
            case "sluice-endpoints" -> "{\"operation\":\"ListEndpoints\",\"tenant\":\"" + TENANT + "\"}";
            case "sales-ledger" -> bus;
            case "processing-worker" ->
                message(
                        String.format(
                                ENVELOPE,
                                "processing.requested",
                                "com.example.processing",
                                "000000000000",
                                "{\"data\":{\"requestId\":\"r-1\",\"referenceId\":\"f-1\",\"text\":\"two words\"}}"),
                        Map.of());
            default -> throw new IllegalArgumentException("there is no sample event for the function " + function);
        };
    }

    /** The id of the endpoint that was registered for the tenant. */
    private String endpoint() {
        JsonNode items = engine.call(
                        Operation.dynamoDb("Query"),
                        "{\"TableName\":\"sluice-endpoints\",\"KeyConditionExpression\":\"tenant = :t AND begins_with(endpointId, :p)\","
                                + "\"ExpressionAttributeValues\":{\":t\":{\"S\":\"" + TENANT
                                + "\"},\":p\":{\"S\":\"ep_\"}}}")
                .path("Items");
        return items.at("/0/endpointId/S").asText();
    }

    private static String message(String body, Map<String, String> attributes) {
        ObjectNode input = JSON.createObjectNode();
        ObjectNode record = input.putArray("Records")
                .addObject()
                .put("messageId", "m-1")
                .put("body", body)
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:measured");
        record.putObject("attributes").put("ApproximateReceiveCount", "1");
        ObjectNode named = record.putObject("messageAttributes");
        attributes.forEach(
                (name, value) -> named.putObject(name).put("dataType", "String").put("stringValue", value));
        return input.toString();
    }
}
