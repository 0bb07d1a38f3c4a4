package dev.sluice.engine.poll.queue;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Backoff;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.store.CrashPoint;
import dev.sluice.engine.store.StoreBusyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on batches of messages and deletes what is done. What failed becomes visible again when its visibility timeout ends;
 * a failure that does not count (throttling) is tried again here as long as half of that time, so that the message does not
 * come nearer to the queue's dead letters for it. Thread-safe.
 */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(30);

    private static final int PERSISTENT = 5;

    private final Kernel kernel;
    private final Workers workers;
    private final QueuePoller.Work work;

    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<String> problem = Optional.empty();

    Deliveries(Kernel kernel, Workers workers, QueuePoller.Work work) {
        this.kernel = kernel;
        this.workers = workers;
        this.work = work;
    }

    /** Why nothing passes, if enough batches in a row failed for it not to be an accident. */
    Optional<String> problem() {
        return problem;
    }

    private void note(Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed)) {
            failures.set(0);
            problem = Optional.empty();
        } else if (failures.incrementAndGet() >= PERSISTENT) {
            problem = Optional.of("The last " + failures.get() + " batches failed: "
                    + failed.fault().message());
        }
    }

    /** Works on a batch; {@code ended} runs once, when nothing more is done about it. */
    void run(List<Polled> batch, Runnable ended) {
        run(Batch.of(batch), kernel.time().now(), 1, ended);
    }

    private void run(Batch batch, Instant since, int tries, Runnable ended) {
        boolean again = false;
        try {
            Outcome outcome = process(batch);
            note(outcome);
            again = outcome instanceof Outcome.Failed failed
                    && !failed.fault().counted()
                    && later(batch, since, tries, ended);
            if (!again) {
                delete(batch, outcome);
            }
        } finally {
            if (!again) {
                ended.run();
            }
        }
    }

    private Outcome process(Batch batch) {
        try {
            return work.handler().process(batch);
        } catch (RuntimeException e) {
            LOG.warn("{} could not work on a batch", work.owner(), e);
            return Outcome.failed(Fault.internal("InternalFailure", String.valueOf(e.getMessage())));
        }
    }

    private boolean later(Batch batch, Instant since, int tries, Runnable ended) {
        Instant at = kernel.time().now().plus(Backoff.after(tries));
        if (at.isAfter(since.plus(visibility().dividedBy(2)))) {
            return false;
        }
        kernel.time().at(at, () -> workers.work(() -> run(batch, since, tries + 1, ended)));
        return true;
    }

    private Duration visibility() {
        Optional<Duration> own = work.settings().visibility();
        if (own.isPresent()) {
            return own.get();
        }
        try {
            return work.calls()
                    .attribute("VisibilityTimeout")
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                    .orElse(DEFAULT_VISIBILITY);
        } catch (AwsException e) {
            return DEFAULT_VISIBILITY;
        }
    }

    private void delete(Batch batch, Outcome outcome) {
        List<Polled> done = List.of();
        if (outcome instanceof Outcome.Done) {
            done = batch.items();
        } else if (outcome instanceof Outcome.Partial partial && known(batch, partial)) {
            done = batch.items().stream()
                    .filter(item -> !partial.failed().contains(item.id()))
                    .toList();
        }
        if (done.isEmpty()) {
            return;
        }
        CrashPoint.reached("before-checkpoint");
        try {
            int failed = work.calls().delete(done);
            if (failed > 0) {
                LOG.warn(
                        "{} messages processed by {} could not be deleted and will be redelivered",
                        failed,
                        work.owner());
            }
        } catch (AwsException | StoreBusyException e) {
            LOG.warn(
                    "messages processed by {} could not be deleted and will be redelivered: {}",
                    work.owner(),
                    e.getMessage());
        }
    }

    /** An id that is not of this batch: nothing says what was done. */
    private static boolean known(Batch batch, Outcome.Partial partial) {
        List<String> ids = batch.items().stream().map(Polled::id).toList();
        return ids.containsAll(partial.failed());
    }
}
