package dev.sluice.engine.poll.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * How a queue is read.
 *
 * @param batchSize the most messages of a batch
 * @param window how long to wait for a full batch; zero not to wait
 * @param visibility the visibility timeout of what is received; empty for the queue's own
 * @param concurrency the most batches under way at once
 */
public record QueueSettings(int batchSize, Duration window, Optional<Duration> visibility, int concurrency) {}
