package dev.sluice.chaos.history;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that a client asked for and that must come out as an event.
 *
 * @param key names it, in the webhook's body too: {@code o-7 PAID} or {@code d-12}
 * @param tenant whose it is
 * @param order its place among the changes of the same row, from 0; -1 for a published event
 */
public record Change(String key, String tenant, int order) {

    private static final String SEPARATOR = " ";

    /** The key of a row in a state. */
    public static String key(String row, String status) {
        return row + SEPARATOR + status;
    }

    /** The key of the change that an event's data is about; empty if it names none. */
    public static String keyOf(JsonNode data) {
        return data.has("orderId")
                ? key(data.path("orderId").asText(), data.path("status").asText())
                : data.path("dealId").asText();
    }

    /** The row, for changes of rows. */
    public String row() {
        return key.split(SEPARATOR, 2)[0];
    }

    /** Whether a row changed to this state. */
    public boolean is(String status) {
        return key.endsWith(SEPARATOR + status);
    }
}
