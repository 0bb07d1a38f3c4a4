package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.message.view.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as its sender posts it.
 *
 * @param raw the body that receivers get instead of the payload, character for character
 * @param kept how long it is kept
 */
record MessageInput(
        String eventType,
        ObjectNode payload,
        Optional<String> raw,
        Optional<String> eventId,
        List<String> channels,
        List<String> tags,
        Duration kept) {

    private static final int NAME = 256;
    private static final int DAYS = 90;
    private static final int HOURS = DAYS * 24;

    static MessageInput of(Fields fields) {
        Field<String> type = fields.required("eventType", Inputs.eventType());
        Field<JsonNode> payload = fields.required("payload", Rules.object());
        Field<String> eventId = fields.optional("eventId", Rules.name(NAME));
        Field<List<String>> channels = fields.optional("channels", Rules.list(Inputs.channel(), 1, Inputs.CHANNELS));
        Field<List<String>> tags = fields.optional("tags", Rules.list(Inputs.tag(), 0, Inputs.TAGS));
        Field<JsonNode> params = fields.optional("transformationsParams", Rules.object());
        Field<Long> days = fields.optional("payloadRetentionPeriod", Rules.whole(1, DAYS));
        Field<Long> hours = fields.optional("payloadRetentionHours", Rules.whole(1, HOURS));
        Field<Instant> deliverAt = fields.optional("deliverAt", Rules.time());
        fields.check();
        if (deliverAt.optional().isPresent()) {
            throw ApiException.notImplemented("Messages cannot be sent at a later time: leave deliverAt out.");
        }
        return new MessageInput(
                type.value(),
                (ObjectNode) payload.value(),
                params.optional().flatMap(MessageInput::raw),
                eventId.optional(),
                channels.or(List.of()),
                tags.or(List.of()),
                hours.optional().map(Duration::ofHours).orElseGet(() -> Duration.ofDays(days.or((long) DAYS))));
    }

    private static Optional<String> raw(JsonNode params) {
        JsonNode raw = params.path("rawPayload");
        if (raw.isMissingNode() || raw.isNull()) {
            return Optional.empty();
        }
        if (!raw.isTextual() || raw.asText().isEmpty()) {
            throw InvalidInputException.body("transformationsParams", "rawPayload must be a string that is not empty");
        }
        return Optional.of(raw.asText());
    }
}
