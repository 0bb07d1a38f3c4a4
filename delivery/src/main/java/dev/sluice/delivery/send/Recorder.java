package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.queue.Queue;
import dev.sluice.delivery.send.health.Health;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.batch.Halves;
import dev.sluice.runtime.journal.Attempt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Set<Outcome> lost = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            Halves.each(outcomes, this::write, Clients::isRefusal, (outcome, cause) -> {
                fail(outcome, "not recorded: " + cause.getMessage(), failures);
                lost.add(outcome);
            });
        } catch (RuntimeException e) {
            outcomes.forEach(outcome -> fail(outcome, "not recorded: " + e.getMessage(), failures));
            return;
        }
        List<Outcome> recorded =
                outcomes.stream().filter(outcome -> !lost.contains(outcome)).toList();
        send(retries, recorded, Outcome::retry, failures);
        send(deadLetters, recorded, Outcome::dead, failures);
    }

    private void write(List<Outcome> outcomes) {
        List<Attempt> attempts =
                outcomes.stream().flatMap(outcome -> outcome.attempt().stream()).toList();
        if (!attempts.isEmpty()) {
            journal.attempted(attempts);
        }
        outcomes.stream().flatMap(outcome -> outcome.health().stream()).forEach(this::write);
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
