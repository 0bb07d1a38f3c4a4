package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.journal.Attempt;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records attempts, then sends what follows; only then may a message go. A crash in between brings the message again, and the
 * recorded attempt is found. Thread-safe.
 */
final class Recorder {

    private static final int TRIES = 5;

    private final EndpointStore endpoints;
    private final Journal journal;
    private final Queue retries;
    private final Queue deadLetters;

    Recorder(EndpointStore endpoints, Journal journal, Queue retries, Queue deadLetters) {
        this.endpoints = endpoints;
        this.journal = journal;
        this.retries = retries;
        this.deadLetters = deadLetters;
    }

    /** Adds the messages that are not done with to {@code failures}, each with the reason. */
    void record(List<Outcome> outcomes, Map<String, String> failures) {
        List<Attempt> attempts =
                outcomes.stream().flatMap(outcome -> outcome.attempt().stream()).toList();
        try {
            if (!attempts.isEmpty()) {
                journal.attempted(attempts);
            }
            outcomes.stream().flatMap(outcome -> outcome.health().stream()).forEach(this::write);
        } catch (RuntimeException e) {
            outcomes.forEach(outcome -> fail(outcome, "not recorded: " + e.getMessage(), failures));
            return;
        }
        send(retries, outcomes, Outcome::retry, failures);
        send(deadLetters, outcomes, Outcome::dead, failures);
    }

    private static void send(
            Queue queue,
            List<Outcome> outcomes,
            Function<Outcome, Optional<Outgoing>> part,
            Map<String, String> failures) {
        List<Outgoing> messages = new ArrayList<>();
        List<Outcome> owners = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            part.apply(outcome).ifPresent(message -> {
                messages.add(message);
                owners.add(outcome);
            });
        }
        if (!messages.isEmpty()) {
            queue.send(messages).forEach((position, reason) -> fail(owners.get(position), reason, failures));
        }
    }

    private static void fail(Outcome outcome, String reason, Map<String, String> failures) {
        outcome.pending().messages().forEach(message -> failures.put(message, reason));
    }

    private void write(Health health) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Endpoint> changed = endpoints
                    .find(health.endpoint().tenant(), health.endpoint().id())
                    .flatMap(health::apply);
            if (changed.isEmpty() || endpoints.replace(changed.get()) == EndpointStore.Change.DONE) {
                return;
            }
        }
        throw new IllegalStateException(
                "the health of endpoint " + health.endpoint().id() + " could not be written in " + TRIES + " tries");
    }
}
