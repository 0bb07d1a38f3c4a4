package dev.sluice.engine.events.target;

import java.time.Instant;

/**
 * An event bound for a target.
 *
 * @param id in the order of arrival, unique among those under way
 * @param due when it is tried next, epoch milliseconds; 0 if it has not been tried
 * @param attempts made so far
 * @param code why the last attempt failed, or why there cannot be one; empty if nothing has failed
 */
public record Delivery(long id, long due, int attempts, String code, String message, DeliveryContent content) {

    /** A delivery that may be tried. */
    public static Delivery fresh(DeliveryContent content) {
        return new Delivery(0, 0, 0, "", "", content);
    }

    /** A delivery that cannot be tried, and is abandoned as soon as it is on disk. */
    public static Delivery hopeless(DeliveryContent content, String code, String message) {
        return new Delivery(0, 0, 0, code, message, content);
    }

    public boolean isHopeless() {
        return attempts == 0 && !code.isEmpty();
    }

    public Delivery numbered(long number) {
        return new Delivery(number, due, attempts, code, message, content);
    }

    /** After one more attempt, which failed. */
    public Delivery failed(String failure, String why) {
        return new Delivery(id, due, attempts + 1, failure, why, content);
    }

    public Delivery again(Instant at) {
        return new Delivery(id, at.toEpochMilli(), attempts, code, message, content);
    }
}
