package dev.sluice.engine.events.target;

import dev.sluice.engine.events.put.BusEvent;
import java.time.Instant;

/**
 * What goes to a target, the same at each attempt.
 *
 * @param target the target's key
 * @param event the envelope
 * @param payload what the target is given; empty if that is the envelope
 * @param parameters the target's parameters as resolved for this event, JSON; empty if there are none
 * @param trace the X-Ray trace header; empty if there is none
 */
public record DeliveryContent(
        String target,
        String eventId,
        String subject,
        Instant ingested,
        String event,
        String payload,
        String parameters,
        String trace) {

    public static DeliveryContent of(Target target, BusEvent event, String payload, String parameters) {
        return new DeliveryContent(
                target.key(),
                event.id(),
                event.subject(),
                event.at(),
                event.text(),
                payload.equals(event.text()) ? "" : payload,
                parameters,
                event.trace());
    }

    /** What the target is given. */
    public String text() {
        return payload.isEmpty() ? event : payload;
    }
}
