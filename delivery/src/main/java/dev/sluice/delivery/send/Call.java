package dev.sluice.delivery.send;

import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.http.Poster;
import dev.sluice.delivery.send.limit.Gate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One attempt that waits at its gate or is in flight. */
final class Call implements Gate.Task {

    /**
     * An attempt that has its answer.
     *
     * @param sent the headers of the request; empty if it could not be made
     * @param startedAt when it was signed and sent
     * @param endedAt when the answer was there
     */
    record Ended(
            Pending pending,
            Target target,
            List<Map.Entry<String, String>> sent,
            Answer answer,
            Instant startedAt,
            Instant endedAt) {}

    private final Pending pending;
    private final Target target;
    private final Gate gate;
    private final Poster poster;
    private final InstantSource clock;
    private final Consumer<Ended> ended;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();

    Call(Pending pending, Target target, Gate gate, Poster poster, InstantSource clock, Consumer<Ended> ended) {
        this.pending = pending;
        this.target = target;
        this.gate = gate;
        this.poster = poster;
        this.clock = clock;
        this.ended = ended;
    }

    Pending pending() {
        return pending;
    }

    /** Takes it back; false if it is in flight. */
    boolean withdraw() {
        return decided.compareAndSet(false, true);
    }

    @Override
    public boolean begin() {
        return decided.compareAndSet(false, true);
    }

    @Override
    public void run() {
        Instant startedAt = clock.instant();
        try {
            target.send(pending.delivery(), startedAt, poster, (answer, sent) -> end(answer, startedAt, sent));
        } catch (RuntimeException e) {
            // It runs where another call has ended, which must not hear of it, and its batch waits for an answer.
            end(
                    new Answer.Failed(Answer.Failure.INVALID_REQUEST, String.valueOf(e.getMessage()), 0),
                    startedAt,
                    List.of());
        }
    }

    private void end(Answer answer, Instant startedAt, List<Map.Entry<String, String>> sent) {
        if (answered.compareAndSet(false, true)) {
            Instant endedAt = clock.instant();
            gate.left(answer, endedAt);
            ended.accept(new Ended(pending, target, sent, answer, startedAt, endedAt));
        }
    }
}
