package dev.sluice.delivery.send;

import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one batch on their way. Answers are recorded as they come, many at a time, so that a slow receiver does not
 * keep the others' records waiting. Used by one thread, but for {@link #ended}.
 */
final class Batch {

    /** What one write of the journal takes. */
    private static final int RECORDS = 25;

    /** How long the first answer of a write waits for company. */
    private static final long COMPANY_MS = 3;

    /** Who did not get a turn comes again after this. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Recorder recorder;
    private final Judge judge;
    private final InstantSource clock;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final List<Outcome> ready = new ArrayList<>();
    private final BlockingQueue<Call.Ended> answers = new LinkedBlockingQueue<>();
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

    /** A delivery that cannot be judged comes again by itself and leaves the others alone. */
    void fail(Pending pending, RuntimeException cause) {
        pending.messages().forEach(message -> failures.put(message, String.valueOf(cause.getMessage())));
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
            Call.@Nullable Ended first = take(turnsUntil - System.nanoTime());
            if (first == null) {
                withdrawWaiting();
                turnsUntil = Long.MAX_VALUE;
            } else {
                add(first);
                gather();
            }
        }
        flush();
        return failures;
    }

    /** The next answer; null if there was none within the time, or if the thread is to stop. */
    private Call.@Nullable Ended take(long nanos) {
        try {
            return nanos <= 0 ? answers.poll() : answers.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while deliveries were under way", e);
        }
    }

    private void gather() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COMPANY_MS);
        while (ready.size() < RECORDS && !open.isEmpty()) {
            Call.@Nullable Ended next = take(end - System.nanoTime());
            if (next == null) {
                return;
            }
            add(next);
        }
    }

    private void add(Call.Ended ended) {
        open.remove(ended.pending());
        ready.add(judge.ended(ended));
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
