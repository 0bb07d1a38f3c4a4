package dev.sluice.delivery.queue;

import dev.sluice.rules.event.Identifier;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One event for one endpoint, waiting in a queue for an attempt. The message's body is the payload and nothing else, byte for
 * byte what will be signed and sent; the rest is in message attributes.
 *
 * @param eventId stays the same from the first hop to {@code webhook-id}
 * @param attempt the number of the attempt to be made, from 1
 * @param first the number that the retry schedule counts from: 1, or more after a replay or a redrive
 * @param due not before; empty for at once
 * @param type the event's type as published; empty if the message is from before deliveries had one
 * @param manual whether somebody asked for this attempt; the retries that follow are scheduled
 */
public record Delivery(
        String eventId,
        String tenant,
        String endpointId,
        int attempt,
        int first,
        Optional<Instant> due,
        String payload,
        String type,
        boolean manual) {

    /** A scheduled attempt at an event of an unknown type. */
    public Delivery(
            String eventId,
            String tenant,
            String endpointId,
            int attempt,
            int first,
            Optional<Instant> due,
            String payload) {
        this(eventId, tenant, endpointId, attempt, first, due, payload, "", false);
    }

    /** @throws IllegalArgumentException if the message is not a delivery, naming the attribute */
    public static Delivery of(Received message) {
        Map<String, String> attributes = message.attributes();
        return new Delivery(
                text(attributes, "eventId", Identifier.EVENT_ID),
                text(attributes, "tenant", Identifier.TENANT),
                text(attributes, "endpointId", Identifier.ENDPOINT_ID),
                number(attributes, "attempt"),
                number(attributes, "first"),
                Optional.ofNullable(attributes.get("due")).map(Delivery::time),
                message.body(),
                attributes.getOrDefault("type", ""),
                attributes.containsKey("manual"));
    }

    /** The attempt after this one. */
    public Delivery next(Instant at) {
        return new Delivery(eventId, tenant, endpointId, attempt + 1, first, Optional.of(at), payload, type, false);
    }

    /** The same attempt, later. */
    public Delivery later(Instant at) {
        return new Delivery(eventId, tenant, endpointId, attempt, first, Optional.of(at), payload, type, manual);
    }

    /** What a redrive from the dead letters starts with: the schedule from its beginning. */
    public Delivery anew() {
        return new Delivery(
                eventId, tenant, endpointId, attempt + 1, attempt + 1, Optional.empty(), payload, type, false);
    }

    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("eventId", eventId);
        attributes.put("tenant", tenant);
        attributes.put("endpointId", endpointId);
        attributes.put("attempt", Integer.toString(attempt));
        attributes.put("first", Integer.toString(first));
        due.ifPresent(time -> attributes.put("due", time.toString()));
        if (!type.isEmpty()) {
            attributes.put("type", type);
        }
        if (manual) {
            attributes.put("manual", "true");
        }
        return attributes;
    }

    private static String text(Map<String, String> attributes, String name, Identifier identifier) {
        String value = text(attributes, name);
        identifier.flaw(value).ifPresent(flaw -> {
            throw new IllegalArgumentException("the message's attribute " + name + " " + flaw);
        });
        return value;
    }

    private static String text(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the message has no attribute " + name);
        }
        return value;
    }

    private static Instant time(String due) {
        try {
            return Instant.parse(due);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the message's attribute due is not a time such as 2026-11-25T12:00:00Z", e);
        }
    }

    private static int number(Map<String, String> attributes, String name) {
        try {
            int number = Integer.parseInt(text(attributes, name));
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException("the message's attribute " + name + " is not a number from 1");
    }
}
