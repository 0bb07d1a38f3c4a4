package dev.sluice.delivery.send;

import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Received;
import dev.sluice.delivery.send.limit.Gate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The deliveries of one batch on their way. Answers are recorded as they come, many at a time, so that a slow receiver does not
 * keep the others' records waiting. Used by one thread, but for {@link #ended}.
 */
final class Batch {

    /** What one write of the journal takes. */
    private static final int RECORDS = 25;

    /** Who did not get a turn comes again after this. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Recorder recorder;
    private final Judge judge;
    private final InstantSource clock;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final List<Outcome> ready = new ArrayList<>();
    private final Answers answers = new Answers();
    private final Map<Pending, Call> open = new IdentityHashMap<>();

    Batch(Recorder recorder, Judge judge, InstantSource clock) {
        this.recorder = recorder;
        this.judge = judge;
        this.clock = clock;
    }

    /** The deliveries that are due, each once; the others are put aside to be sent on. */
    List<Pending> read(List<Received> messages) {
        Instant now = clock.instant();
        Map<String, Pending> due = new LinkedHashMap<>();
        for (Received message : messages) {
            try {
                Delivery delivery = Delivery.of(message);
                Pending pending = new Pending(delivery, new ArrayList<>(List.of(message.id())));
                if (delivery.due().filter(now::isBefore).isPresent()) {
                    ready.add(Outcome.deferred(pending, delivery.due().get(), now));
                } else {
                    String key = delivery.eventId() + " " + delivery.endpointId() + " " + delivery.attempt();
                    Pending same = due.putIfAbsent(key, pending);
                    if (same != null) {
                        same.messages().add(message.id());
                    }
                }
            } catch (RuntimeException e) {
                failures.put(message.id(), String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(due.values());
    }

    void add(Outcome outcome) {
        ready.add(outcome);
    }

    void start(Call call, Gate gate) {
        open.put(call.pending(), call);
        gate.enter(call);
    }

    /** A delivery that cannot be judged is redelivered by itself and leaves the others alone. */
    void fail(Pending pending, String reason) {
        pending.messages().forEach(message -> failures.put(message, reason));
    }

    /** Called by any thread when a call has its answer. */
    void ended(Call.Ended ended) {
        answers.add(ended);
    }

    /** Waits for the answers and records them. */
    Map<String, String> finish(Duration patience) {
        long turnsUntil = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty()) {
            flush();
            List<Call.Ended> ended = answers.take(Math.min(RECORDS, open.size()), turnsUntil);
            if (ended.isEmpty()) {
                withdrawWaiting();
                turnsUntil = Long.MAX_VALUE;
            }
            for (Call.Ended one : ended) {
                open.remove(one.pending());
                try {
                    ready.add(judge.ended(one));
                } catch (RuntimeException e) {
                    fail(one.pending(), String.valueOf(e.getMessage()));
                }
            }
        }
        flush();
        return failures;
    }

    private void withdrawWaiting() {
        Instant now = clock.instant();
        open.values().removeIf(call -> {
            boolean withdrawn = call.withdraw();
            if (withdrawn) {
                ready.add(Outcome.deferred(call.pending(), now.plus(LATER), now));
            }
            return withdrawn;
        });
    }

    private void flush() {
        if (!ready.isEmpty()) {
            recorder.record(List.copyOf(ready), failures);
            ready.clear();
        }
    }
}
