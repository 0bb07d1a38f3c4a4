package dev.sluice.engine.poll.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a stream is read.
 *
 * @param batchSize the most records of a batch
 * @param window how long to wait for a full batch; zero not to wait
 * @param lanes batches of one shard that may be under way at once, each with its own items
 * @param retries after which a batch is given up; empty to try until the records expire
 * @param age after which a record is given up
 * @param bisect whether a batch that failed is halved
 */
public record StreamSettings(
        int batchSize, Duration window, int lanes, OptionalInt retries, Optional<Duration> age, boolean bisect) {}
