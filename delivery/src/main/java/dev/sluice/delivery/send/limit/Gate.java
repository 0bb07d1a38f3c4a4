package dev.sluice.delivery.send.limit;

import dev.sluice.delivery.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What one process allows itself at one endpoint: a number of requests in flight that grows by one with each full round of
 * answers and halves when the receiver is overloaded or silent, and a breaker. An endpoint that was slow lately leaves the
 * lane of first attempts. All of it is memory of this process; losing it loses nothing but the lesson. Thread-safe.
 */
public final class Gate {

    public static final int START = 5;
    static final int MOST = 50;

    /** An answer that takes longer holds up a batch that others share. */
    static final Duration SLOW = Duration.ofSeconds(2);

    static final Duration SLOW_FOR = Duration.ofSeconds(60);

    /** Something that waits to be sent. */
    public interface Task {
        /** Whether it is still wanted; from true on it is in flight. */
        boolean begin();

        void run();
    }

    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Breaker breaker = new Breaker();
    private double limit = START;
    private int inFlight;
    private long slowUntilMs;

    /**
     * When to come back, if nothing can be sent now.
     *
     * @param late whether the delivery has come by the retry queue already
     */
    public synchronized Optional<Instant> comeBack(boolean late, Instant now) {
        long nowMs = now.toEpochMilli();
        if (!late && nowMs < slowUntilMs) {
            return Optional.of(now);
        }
        return breaker.permits(nowMs)
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Math.max(breaker.openUntilMs(), nowMs + 1_000)));
    }

    /** Runs the task now, or when others have left; what is no longer wanted then is passed over. */
    public void enter(Task task) {
        synchronized (this) {
            if (inFlight >= (int) limit) {
                waiting.add(task);
                return;
            }
            if (!task.begin()) {
                return;
            }
            inFlight++;
        }
        task.run();
    }

    /** A task has its answer. */
    public void left(Answer answer, Instant now) {
        List<Task> next = new ArrayList<>();
        synchronized (this) {
            inFlight--;
            learn(answer, now.toEpochMilli());
            while (inFlight < (int) limit && !waiting.isEmpty()) {
                Task task = waiting.remove();
                if (task.begin()) {
                    inFlight++;
                    next.add(task);
                }
            }
        }
        next.forEach(Task::run);
    }

    private void learn(Answer answer, long nowMs) {
        boolean answered = answer instanceof Answer.Responded;
        boolean overloaded = !answered
                || answer instanceof Answer.Responded responded
                        && (responded.status() == 429 || responded.status() == 502 || responded.status() == 504);
        boolean slow = answer.tookMs() >= SLOW.toMillis();
        if (slow) {
            slowUntilMs = nowMs + SLOW_FOR.toMillis();
        }
        limit = overloaded || slow ? Math.max(1, limit / 2) : Math.min(MOST, limit + 1 / limit);
        breaker.ended(answered, nowMs);
    }

    synchronized int limit() {
        return (int) limit;
    }
}
