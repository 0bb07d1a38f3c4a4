package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.delivery.message.MessageTypes;
import dev.sluice.delivery.message.Messages;
import dev.sluice.delivery.message.NamedIds;
import dev.sluice.delivery.message.Publisher;
import dev.sluice.rules.event.ApiMessage;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.event.Metadata;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes messages: keeps each, then publishes it as an event on the ingress bus, which takes it to admission control and on as any
 * other. One whose event could not be published is not kept. A message with an {@code eventId} is claimed first, so that of several
 * that come at once one is published; if its sender stops halfway, a repetition publishes it.
 */
public final class Creation {

    /** Admission control takes 256 KiB in all; an envelope has less than the rest. */
    private static final int BYTES = 250_000;

    private final Messages messages;
    private final Publisher publisher;
    private final MessageTypes types;
    private final Ids ids;
    private final InstantSource clock;

    public Creation(Messages messages, Publisher publisher, MessageTypes types, Ids ids, InstantSource clock) {
        this.messages = messages;
        this.publisher = publisher;
        this.types = types;
        this.ids = ids;
        this.clock = clock;
    }

    Message create(String tenant, MessageInput input) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String payload = input.raw().orElseGet(() -> Json.text(input.payload()));
        Message message = new Message(
                input.eventId().map(name -> NamedIds.message(tenant, name)).orElseGet(() -> ids.next(Ids.MESSAGE)),
                tenant,
                input.eventType(),
                now,
                input.eventId(),
                input.channels(),
                input.tags(),
                Optional.of(payload),
                now.plus(input.kept()));
        DomainEvent event = event(message, input);
        check(event, input);
        if (input.eventId().isPresent()) {
            if (!messages.claim(message)) {
                throw ApiException.conflict("There is a message with this eventId.");
            }
            publish(message, event);
            messages.published(message.id());
        } else {
            messages.put(message);
            publish(message, event);
        }
        return message;
    }

    private void publish(Message message, DomainEvent event) {
        try {
            publisher.publish(event);
        } catch (RuntimeException e) {
            messages.withdraw(message.id());
            throw e;
        }
    }

    private void check(DomainEvent event, MessageInput input) {
        int bytes = Json.text(event.json()).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BYTES) {
            throw ApiException.tooLarge(
                    "The message has " + bytes + " bytes; at most " + BYTES + " are taken, metadata included.");
        }
        List<String> problems = types.problems(input.eventType(), event.data());
        if (!problems.isEmpty()) {
            throw InvalidInputException.body("payload", String.join("; ", problems));
        }
        input.raw().ifPresent(Creation::storable);
    }

    private static void storable(String raw) {
        raw.codePoints()
                .filter(character -> character < ' ' && character != '\n' && character != '\r' && character != '\t'
                        || (character & 0xfffe) == 0xfffe)
                .findFirst()
                .ifPresent(character -> {
                    throw InvalidInputException.body(
                            "transformationsParams",
                            String.format("rawPayload must not contain the character U+%04X", character));
                });
    }

    private DomainEvent event(Message message, MessageInput input) {
        String time = message.at().toString();
        Metadata metadata = new Metadata(
                message.id(),
                message.tenant(),
                Optional.empty(),
                message.type(),
                1,
                time,
                Optional.empty(),
                0,
                Optional.empty(),
                message.eventId(),
                Optional.empty(),
                Optional.of(new ApiMessage(message.channels(), message.tags(), input.raw())));
        return new DomainEvent(
                types.source(message.type()).orElse(ApiMessage.SOURCE),
                message.type(),
                time,
                metadata,
                input.raw().flatMap(Creation::object).orElse(input.payload()));
    }

    /** Raw text that is a JSON object can be matched by patterns like any other data. */
    private static Optional<ObjectNode> object(String raw) {
        try {
            JsonNode parsed = Json.parse(raw);
            return parsed instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
