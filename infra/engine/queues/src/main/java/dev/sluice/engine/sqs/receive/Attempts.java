package dev.sluice.engine.sqs.receive;

import dev.sluice.engine.sqs.backlog.Given;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.message.Checks;
import dev.sluice.engine.sqs.queue.OpenQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Receives of FIFO queues by their ReceiveRequestAttemptId: a consumer whose answer was lost asks again within five minutes
 * and gets the same messages. In memory: after a restart such a consumer waits for the visibility timeout. Thread-safe.
 */
public final class Attempts {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private record Key(long queue, String id) {}

    private record Attempt(List<Given> given, long at) {}

    private final Map<Key, Attempt> attempts = new ConcurrentHashMap<>();

    static String check(String id) {
        if (!id.isEmpty() && !Checks.FIFO_ID.matcher(id).matches()) {
            throw Errors.invalid(
                    "ReceiveRequestAttemptId",
                    id,
                    "ReceiveRequestAttemptId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id;
    }

    /** What this attempt was given before, invisible again until {@code visibleAt}; empty once any of it changed. */
    Optional<List<Given>> again(OpenQueue queue, String id, long now, long visibleAt) {
        Attempt attempt = attempts.get(new Key(queue.backlog().number(), id));
        if (attempt == null || now - attempt.at > KEPT.toMillis()) {
            return Optional.empty();
        }
        for (Given given : attempt.given) {
            if (!queue.backlog().inFlight(given.entry(), given.receives())) {
                return Optional.empty();
            }
        }
        attempt.given.forEach(given -> queue.backlog().visible(given.entry(), given.receives(), visibleAt));
        return Optional.of(attempt.given);
    }

    void keep(OpenQueue queue, String id, List<Given> given, long now) {
        if (given.isEmpty()) {
            return;
        }
        if (attempts.size() >= MOST) {
            attempts.values().removeIf(attempt -> now - attempt.at > KEPT.toMillis());
        }
        if (attempts.size() < MOST) {
            attempts.put(new Key(queue.backlog().number(), id), new Attempt(given, now));
        }
    }
}
