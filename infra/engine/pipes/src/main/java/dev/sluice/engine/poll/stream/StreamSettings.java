package dev.sluice.engine.poll.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a stream is read. Whatever the settings say, nothing is tried for longer than a stream keeps its records.
 *
 * @param batchSize the most records of a batch
 * @param window how long to wait for a full batch; zero not to wait
 * @param partitions batches of one shard that may be under way at once, each with its own items
 * @param retries after which a batch is abandoned; empty to try until the records expire
 * @param age after which a record is abandoned
 * @param bisect whether a batch that failed is halved
 */
public record StreamSettings(
        int batchSize, Duration window, int partitions, OptionalInt retries, Optional<Duration> age, boolean bisect) {

    /** How long a stream keeps a record. */
    static final Duration RETENTION = Duration.ofHours(24);

    /** After which a record is abandoned. */
    Duration oldest() {
        return age.filter(given -> given.compareTo(RETENTION) < 0).orElse(RETENTION);
    }
}
