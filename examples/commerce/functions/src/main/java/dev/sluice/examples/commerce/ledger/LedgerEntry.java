package dev.sluice.examples.commerce.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.event.Envelope;
import dev.sluice.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * One booked deal.
 *
 * @param eventId the event that reported it
 * @param wonAt when the deal was won
 * @param tenant whose deal
 * @param dealId which deal
 * @param currency three letters
 * @param amount in units of the currency, exact
 */
record LedgerEntry(String eventId, Instant wonAt, String tenant, String dealId, String currency, BigDecimal amount) {

    /** @throws IllegalArgumentException if the event lacks a member, which the message names */
    static LedgerEntry of(Envelope event) {
        JsonNode data = event.detail().path("data");
        JsonNode metadata = event.detail().path("metadata");
        JsonNode amount = data.path("amount");
        if (!amount.isNumber()) {
            throw new IllegalArgumentException("detail.data.amount: must be a number");
        }
        return new LedgerEntry(
                text(metadata, "metadata", "id"),
                time(event.time()),
                text(metadata, "metadata", "tenant"),
                text(data, "data", "dealId"),
                text(data, "data", "currency"),
                amount.decimalValue());
    }

    /**
     * A line in CloudWatch's embedded metric format.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Format</a>
     */
    String metric() {
        ObjectNode line = Json.object();
        ObjectNode aws = line.putObject("_aws").put("Timestamp", wonAt.toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", "Sluice/Sales");
        directive.putArray("Dimensions").addArray().add("currency");
        directive.putArray("Metrics").addObject().put("Name", "amount").put("Unit", "None");
        return Json.text(line.put("eventId", eventId)
                .put("tenant", tenant)
                .put("dealId", dealId)
                .put("currency", currency)
                .put("amount", amount));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("time: must be ISO 8601 in UTC", e);
        }
    }

    private static String text(JsonNode node, String name, String member) {
        String text = node.path(member).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("detail." + name + "." + member + ": must be a string");
        }
        return text;
    }
}
