package dev.sluice.rules.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Sluice knows about an event, beside the data that the publisher sent.
 *
 * @param id stays the same from the first hop to the receiver's {@code webhook-id}
 * @param tenant the customer on whose behalf the event happened
 * @param sourceAccount the 12-digit account that published it; empty before admission
 * @param type the event type, without a version
 * @param schemaVersion the major version of the type
 * @param occurredAt when it happened, ISO 8601
 * @param admittedAt when it passed admission control; empty before admission
 * @param hops how many times it passed admission control
 * @param traceparent W3C trace context, if the publisher sent one
 * @param idempotencyKey the publisher's own key, if it sent one
 * @param change where it came from, for events made from a changed row
 * @param message what the API knows about it, for events created as messages
 */
public record Metadata(
        String id,
        String tenant,
        Optional<String> sourceAccount,
        String type,
        int schemaVersion,
        String occurredAt,
        Optional<String> admittedAt,
        int hops,
        Optional<String> traceparent,
        Optional<String> idempotencyKey,
        Optional<RowChange> change,
        Optional<ApiMessage> message) {

    /** @throws MalformedEventException if a member is missing or of the wrong type */
    public static Metadata of(JsonNode node) {
        return new Metadata(
                required(node, "id"),
                required(node, "tenant"),
                optional(node, "sourceAccount"),
                required(node, "type"),
                number(node, "schemaVersion"),
                required(node, "occurredAt"),
                optional(node, "admittedAt"),
                number(node, "hops"),
                optional(node, "traceparent"),
                optional(node, "idempotencyKey"),
                node.has("table") ? Optional.of(RowChange.of(node)) : Optional.empty(),
                node.has(ApiMessage.MEMBER)
                        ? Optional.of(ApiMessage.of(node.get(ApiMessage.MEMBER)))
                        : Optional.empty());
    }

    /** The first member that is not an {@link Identifier} as it must be, and why; empty if none is. */
    public Optional<String> flaw() {
        return Stream.of(
                        flaw("id", Identifier.EVENT_ID, Optional.of(id)),
                        flaw("tenant", Identifier.TENANT, Optional.of(tenant)),
                        flaw("type", Identifier.TYPE, Optional.of(type)),
                        flaw("occurredAt", Identifier.TIME, Optional.of(occurredAt)),
                        flaw("traceparent", Identifier.TRACEPARENT, traceparent),
                        flaw("idempotencyKey", Identifier.IDEMPOTENCY_KEY, idempotencyKey),
                        change.flatMap(RowChange::flaw),
                        message.flatMap(ApiMessage::flaw))
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<String> flaw(String member, Identifier identifier, Optional<String> value) {
        return value.flatMap(identifier::flaw).map(flaw -> "metadata." + member + ": " + flaw);
    }

    public ObjectNode json() {
        ObjectNode node = Json.object().put("id", id).put("tenant", tenant);
        sourceAccount.ifPresent(value -> node.put("sourceAccount", value));
        node.put("type", type).put("schemaVersion", schemaVersion).put("occurredAt", occurredAt);
        admittedAt.ifPresent(value -> node.put("admittedAt", value));
        node.put("hops", hops);
        traceparent.ifPresent(value -> node.put("traceparent", value));
        idempotencyKey.ifPresent(value -> node.put("idempotencyKey", value));
        change.ifPresent(value -> value.addTo(node));
        message.ifPresent(value -> node.set(ApiMessage.MEMBER, value.json()));
        return node;
    }

    static String required(JsonNode node, String member) {
        return optional(node, member)
                .orElseThrow(() -> new MalformedEventException("metadata." + member + ": must be a string"));
    }

    private static Optional<String> optional(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null || !value.isTextual() || value.asText().isEmpty()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    private static int number(JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new MalformedEventException("metadata." + member + ": must be a whole number");
        }
        return value.asInt();
    }
}
