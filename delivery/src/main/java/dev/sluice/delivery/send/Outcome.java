package dev.sluice.delivery.send;

import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.send.health.Health;
import dev.sluice.runtime.journal.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is left to do for a delivery after an attempt, or instead of one: record, then follow up, then let the message go.
 *
 * @param attempt what to record; empty if it is recorded or nothing was tried
 * @param retry what goes on the retry queue
 * @param dead what goes to the dead letters
 * @param health what it says about the endpoint, if that is to be written down
 */
record Outcome(
        Pending pending,
        Optional<Attempt> attempt,
        Optional<Outgoing> retry,
        Optional<Outgoing> dead,
        Optional<Health> health) {

    /** Nothing is left to do. */
    static Outcome done(Pending pending) {
        return new Outcome(pending, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** No attempt now: the same one later. */
    static Outcome deferred(Pending pending, Instant due, Instant now) {
        return new Outcome(
                pending,
                Optional.empty(),
                Optional.of(message(pending.delivery().later(due), due, now)),
                Optional.empty(),
                Optional.empty());
    }

    /** What follows an attempt; the same again if the attempt is found recorded. */
    static Outcome following(Pending pending, Attempt attempt, boolean recorded, Optional<Health> health, Instant now) {
        Delivery delivery = pending.delivery();
        Optional<Instant> nextAt = attempt.nextAt();
        boolean dead = attempt.status() == Attempt.Status.DEAD_LETTERED;
        return new Outcome(
                pending,
                recorded ? Optional.empty() : Optional.of(attempt),
                nextAt.map(due -> message(delivery.next(due), due, now)),
                dead ? Optional.of(deadLetter(delivery, attempt)) : Optional.empty(),
                health);
    }

    private static Outgoing message(Delivery delivery, Instant due, Instant now) {
        Duration left = Duration.between(now, due);
        Duration delay = left.isNegative()
                ? Duration.ZERO
                : Duration.ofSeconds(left.plusMillis(999).toSeconds());
        return new Outgoing(
                delivery.payload(),
                delivery.attributes(),
                delay.compareTo(Outgoing.LONGEST_DELAY) > 0 ? Outgoing.LONGEST_DELAY : delay);
    }

    private static Outgoing deadLetter(Delivery delivery, Attempt attempt) {
        Map<String, String> attributes = new LinkedHashMap<>(delivery.anew().attributes());
        attributes.put("reason", attempt.reason());
        attributes.put(
                "detail",
                (attempt.httpStatus()
                                        .map(status -> "HTTP status " + status + " ")
                                        .orElse("")
                                + attempt.error())
                        .strip());
        attributes.values().removeIf(String::isEmpty);
        return new Outgoing(delivery.payload(), attributes, Duration.ZERO);
    }
}
