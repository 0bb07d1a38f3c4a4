package dev.sluice.engine.sqs;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.sqs.backlog.Counts;
import dev.sluice.engine.sqs.backlog.Deduplication;
import dev.sluice.engine.sqs.message.QueueMetrics;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Once a minute: drops messages past their retention and deduplication ids past their time, and measures the queues. */
final class Sweeper implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Kernel kernel;
    private final Queues queues;
    private final Deduplication deduplication;
    private final QueueMetrics metrics;
    private Time.@Nullable Timer timer;
    private boolean closed;

    Sweeper(Kernel kernel, Queues queues, Deduplication deduplication, QueueMetrics metrics) {
        this.kernel = kernel;
        this.queues = queues;
        this.deduplication = deduplication;
        this.metrics = metrics;
    }

    synchronized void start() {
        if (!closed) {
            timer = kernel.time().at(kernel.time().now().plus(INTERVAL), this::round);
        }
    }

    private void round() {
        try {
            queues.all().forEach(this::measure);
            queues.all()
                    .forEach(queue ->
                            queue.backlog().expire(queue.config().retention().toMillis()));
            kernel.store().submitFreeing(tx -> {
                deduplication.trim(tx, kernel.time().now().toEpochMilli());
                return true;
            });
        } catch (StoreBusyException e) {
            LoggerFactory.getLogger(Sweeper.class).warn("the store is busy; sweeping later", e);
        }
        start();
    }

    private void measure(OpenQueue queue) {
        Counts counts = queue.backlog().counts();
        metrics.record(queue, "ApproximateNumberOfMessagesVisible", counts.visible());
        metrics.record(queue, "ApproximateNumberOfMessagesNotVisible", counts.inFlight());
        metrics.record(queue, "ApproximateNumberOfMessagesDelayed", counts.delayed());
        queue.backlog()
                .oldest()
                .ifPresent(sent -> metrics.record(
                        queue,
                        "ApproximateAgeOfOldestMessage",
                        Math.floorDiv(kernel.time().now().toEpochMilli() - sent, 1000)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
