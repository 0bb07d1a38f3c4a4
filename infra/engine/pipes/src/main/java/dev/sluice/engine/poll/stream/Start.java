package dev.sluice.engine.poll.stream;

import java.time.Instant;

/**
 * Where reading begins when no position is written yet.
 *
 * @param latest whether to begin with what is written after {@code since}, rather than with all there is
 * @param since when the reader was made
 * @param fresh whether that is now, and not before a restart
 */
public record Start(boolean latest, Instant since, boolean fresh) {

    /** Whether a record is from before the beginning; streams report times in whole seconds. */
    boolean skips(Instant written) {
        return latest && written.getEpochSecond() < since.getEpochSecond();
    }
}
