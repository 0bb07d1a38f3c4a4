package dev.sluice.engine.pipes.run;

import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Disables a pipe when for a while nothing comes back but that something is not allowed or not there. AWS says that it does so and
 * not after how long; a quarter of an hour leaves time to mend, and stops before the retries of many queues are used up.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html">Error handling</a>
 */
final class Fuse {

    static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int FEWEST = 5;

    private final Time time;
    private final Consumer<String> disable;
    private Optional<Instant> since = Optional.empty();
    private int refusals;

    /** @param disable takes the reason; may be called more than once */
    Fuse(Time time, Consumer<String> disable) {
        this.time = time;
        this.disable = disable;
    }

    /** Something worked, or failed for another reason than a refusal. */
    synchronized void passed() {
        since = Optional.empty();
        refusals = 0;
    }

    void failed(Fault fault) {
        if (!fault.counted()) {
            return;
        }
        if (!isRefusal(fault.code())) {
            passed();
        } else if (isTooMuch()) {
            disable.accept(fault.message().isEmpty() ? fault.code() : fault.message());
        }
    }

    private synchronized boolean isTooMuch() {
        Instant now = time.now();
        if (since.isEmpty()) {
            since = Optional.of(now);
        }
        refusals++;
        return refusals >= FEWEST && !since.get().plus(PATIENCE).isAfter(now);
    }

    private static boolean isRefusal(String code) {
        return code.startsWith("AccessDenied")
                || code.contains("NotFound")
                || code.contains("DoesNotExist")
                || code.contains("NonExistent")
                || code.equals("NO_PERMISSIONS")
                || code.equals("NO_RESOURCE");
    }
}
