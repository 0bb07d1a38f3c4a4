package dev.sluice.delivery.api.message.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.message.NamedIds;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How messages and attempts are answered. */
public final class Views {

    /** What became of a message, in the numbers and words of the API. */
    public enum Status {
        SUCCESS("success"),
        PENDING("pending"),
        FAIL("fail"),
        SENDING("sending"),
        CANCELED("canceled");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public int number() {
            return ordinal();
        }

        /** What an attempt was. */
        static Status of(Attempt attempt) {
            return switch (attempt.status()) {
                case DELIVERED -> SUCCESS;
                case RETRYING, DEAD_LETTERED -> FAIL;
                case SKIPPED -> CANCELED;
            };
        }

        /** What became of a message at an endpoint, by its last attempt there. */
        public static Status after(Optional<Attempt> last) {
            return last.map(attempt -> attempt.status() == Attempt.Status.RETRYING ? SENDING : of(attempt))
                    .orElse(PENDING);
        }
    }

    private static final String NO_CONTENT = "{}";

    private Views() {}

    public static ObjectNode message(Message message, boolean content) {
        ObjectNode view = Json.object();
        message.eventId().ifPresent(name -> view.put("eventId", name));
        view.put("eventType", message.type()).put("id", message.id());
        view.set("payload", content ? payload(message) : Json.object());
        view.put("timestamp", message.at().toString());
        labels(view, "channels", message.channels());
        labels(view, "tags", message.tags());
        return view;
    }

    private static void labels(ObjectNode view, String name, List<String> labels) {
        if (!labels.isEmpty()) {
            labels.forEach(view.putArray(name)::add);
        }
    }

    /** Clients want an object: what is not one was posted as raw text, with an empty object in its place. */
    private static JsonNode payload(Message message) {
        if (message.payload().isEmpty()) {
            return Json.object().put("expired", true);
        }
        try {
            JsonNode payload = Json.parse(message.payload().get());
            return payload.isObject() ? payload : Json.object();
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }

    public static ObjectNode attempt(Attempt attempt, boolean content) {
        Status status = Status.of(attempt);
        ObjectNode view = Json.object()
                .put("id", NamedIds.attempt(attempt.key()))
                .put("url", attempt.url())
                .put("msgId", attempt.key().eventId())
                .put("endpointId", attempt.key().endpointId())
                .put("response", content ? response(attempt) : NO_CONTENT)
                .put("responseStatusCode", attempt.httpStatus().orElse(0))
                .put("responseDurationMs", attempt.durationMs());
        status(view, status);
        return view.put("triggerType", attempt.trigger() == Attempt.Trigger.MANUAL ? 1 : 0)
                .put("timestamp", attempt.startedAt().toString());
    }

    /** Without an answer, why there was none. */
    private static String response(Attempt attempt) {
        return attempt.httpStatus().isPresent() ? attempt.response() : attempt.error();
    }

    /** Adds what became of a message at an endpoint. */
    public static ObjectNode outcome(ObjectNode view, Optional<Attempt> last) {
        status(view, Status.after(last));
        Optional<Instant> next = last.flatMap(Attempt::nextAt);
        next.ifPresent(time -> view.put("nextAttempt", time.toString()));
        return view;
    }

    private static void status(ObjectNode view, Status status) {
        view.put("status", status.number()).put("statusText", status.text);
    }
}
