package dev.sluice.runtime.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an attempt's item has beside what explain and reconcile read: what went over the wire, and the keys of the indexes by which an
 * endpoint's attempts are listed. Failures have an index of their own, so that they are found among any number of successes.
 */
public final class AttemptFields {

    /** The index of all attempts at an endpoint: its partition key; the sort key is {@link #TIME_KEY}. */
    public static final String INDEX = "attempts";

    public static final String ENDPOINT_KEY = "attemptsOf";

    /** The index of those that did not deliver. */
    public static final String FAILURES = "failures";

    public static final String FAILED_ENDPOINT_KEY = "failuresOf";
    public static final String TIME_KEY = "attemptAt";

    private static final String MANUAL = "manual";

    private AttemptFields() {}

    /** Where an attempt stands in its endpoint's list. */
    public static String sortKey(Attempt attempt) {
        return Moments.from(attempt.startedAt()) + "#" + attempt.key().eventId() + "#"
                + attempt.key().number();
    }

    static void put(Attempt attempt, Map<String, AttributeValue> item) {
        if (attempt.trigger() == Attempt.Trigger.MANUAL) {
            item.put("trigger", s(MANUAL));
        }
        Attempt.Wire wire = attempt.wire();
        if (!wire.address().isEmpty()) {
            item.put("address", s(wire.address()));
        }
        headers(wire.sent(), "sent", item);
        headers(wire.received(), "received", item);
        if (attempt.status() == Attempt.Status.SKIPPED) {
            // Nothing was attempted.
            return;
        }
        item.put(ENDPOINT_KEY, s(attempt.key().endpointId()));
        if (attempt.status() != Attempt.Status.DELIVERED) {
            item.put(FAILED_ENDPOINT_KEY, s(attempt.key().endpointId()));
        }
        item.put(TIME_KEY, s(sortKey(attempt)));
    }

    static Attempt.Trigger trigger(Map<String, AttributeValue> item) {
        return item.containsKey("trigger") ? Attempt.Trigger.MANUAL : Attempt.Trigger.SCHEDULE;
    }

    static Attempt.Wire wire(Map<String, AttributeValue> item) {
        AttributeValue address = item.get("address");
        return new Attempt.Wire(address == null ? "" : address.s(), headers(item, "sent"), headers(item, "received"));
    }

    /** One text is smaller than a list of DynamoDB, and nobody asks for a part of it. */
    private static void headers(
            List<Map.Entry<String, String>> headers, String name, Map<String, AttributeValue> item) {
        if (!headers.isEmpty()) {
            ArrayNode list = Json.array();
            headers.forEach(header -> list.add(header.getKey()).add(header.getValue()));
            item.put(name, s(Json.text(list)));
        }
    }

    private static List<Map.Entry<String, String>> headers(Map<String, AttributeValue> item, String name) {
        AttributeValue text = item.get(name);
        if (text == null) {
            return List.of();
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        try {
            var list = Json.parse(text.s());
            for (int i = 0; i + 1 < list.size(); i += 2) {
                headers.add(Map.entry(list.get(i).asText(), list.get(i + 1).asText()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the journal has no headers in " + name, e);
        }
        return headers;
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
