package dev.sluice.engine.poll.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.poll.Backoff;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Handler;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.poll.Poller;
import dev.sluice.engine.poll.Turns;
import dev.sluice.engine.poll.Workers;
import dev.sluice.engine.poll.filter.Filters;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a queue for one owner, with as many batches under way as it has messages for, up to a limit.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html">SQS as a source of Pipes</a>
 */
public final class QueuePoller implements Poller {

    private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
    /** A queue signals each commit; this is for messages that become visible with time. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration SOONEST = Duration.ofMillis(2);

    /** What to read, for whom. */
    public record Work(String owner, QueueCalls calls, QueueSettings settings, Filters filters, Handler handler) {}

    private final Kernel kernel;
    private final Workers workers;
    private final Work work;
    private final Turns turns;
    private final Gathering gathering;
    private final Deliveries deliveries;
    private final AtomicInteger running = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private Instant readAgain = Instant.MIN;
    private int failures;
    private volatile Optional<String> problem = Optional.empty();
    private volatile boolean stopping;
    private volatile Runnable deaf = () -> {};
    private volatile Time.Timer timer = () -> {};

    public QueuePoller(Kernel kernel, Workers workers, Work work) {
        this.kernel = kernel;
        this.workers = workers;
        this.work = work;
        this.gathering = new Gathering(work.settings());
        this.deliveries = new Deliveries(kernel, workers, work);
        this.turns = workers.turns(this::turn);
    }

    /** @throws AwsException if the queue cannot be read at all: an action is not allowed */
    @Override
    public void start() {
        work.calls().probe(kernel.access());
        deaf = kernel.signals().listen(work.calls().queueArn(), turns::wake);
        turns.wake();
    }

    @Override
    public CompletableFuture<Void> stop() {
        stopping = true;
        deaf.run();
        turns.wake();
        return stopped;
    }

    @Override
    public Optional<String> problem() {
        return problem.or(deliveries::problem);
    }

    private void turn() {
        Instant now = kernel.time().now();
        if (!stopping && !readAgain.isAfter(now)) {
            read(now);
        }
        if (hasRoom()) {
            gathering.next(now, running.get()).ifPresent(this::begin);
        }
        timer.cancel();
        if (!stopping) {
            timer = kernel.time().at(wakeAt(now), turns::wake);
            return;
        }
        List<Polled> left = gathering.take();
        if (!left.isEmpty()) {
            begin(left);
        } else if (running.get() == 0) {
            stopped.complete(null);
        }
    }

    /** Receives and starts batches while there are messages and capacity. */
    private void read(Instant now) {
        try {
            while (!stopping && hasRoom()) {
                int wanted = Math.min(QueueCalls.PAGE, gathering.room());
                int got = wanted == 0 ? 0 : receive(wanted, now);
                gathering.next(now, running.get()).ifPresent(this::begin);
                if (wanted > 0 && got < wanted) {
                    failures = 0;
                    problem = Optional.empty();
                    work.handler().sourceRead();
                    return;
                }
            }
        } catch (RuntimeException e) {
            // Whatever it is, a disk that fails included: without another look the queue would rest for good.
            String message = e instanceof AwsException refused ? refused.message() : e.toString();
            failures++;
            if (failures == 1) {
                LOG.warn("{} cannot read its queue: {}", work.owner(), message);
            }
            problem = Optional.of(message);
            work.handler()
                    .sourceFailed(
                            e instanceof AwsException refused
                                    ? Fault.of(refused)
                                    : Fault.internal("InternalFailure", message));
            readAgain = now.plus(Backoff.after(failures)).plus(IDLE);
        }
    }

    private boolean hasRoom() {
        return running.get() < work.settings().concurrency() && workers.free(running.get());
    }

    private int receive(int most, Instant now) {
        JsonNode messages = work.calls().receive(most, work.settings().visibility());
        List<Polled> unwanted = new ArrayList<>();
        for (JsonNode message : messages) {
            Polled polled = Messages.polled(message, work.calls().queueArn(), kernel.region());
            if (work.filters().match(polled.json())) {
                gathering.add(polled, now);
            } else {
                unwanted.add(polled);
            }
        }
        if (!unwanted.isEmpty()) {
            work.handler().filtered(unwanted);
            work.calls().delete(unwanted);
        }
        return messages.size();
    }

    private void begin(List<Polled> batch) {
        running.incrementAndGet();
        workers.work(() -> deliveries.run(batch, () -> {
            running.decrementAndGet();
            turns.wake();
        }));
    }

    private Instant wakeAt(Instant now) {
        Instant next = now.plus(IDLE);
        Optional<Instant> due = gathering.wakeAt(running.get());
        if (due.isPresent() && due.get().isBefore(next)) {
            next = due.get();
        }
        Instant soonest = now.plus(SOONEST);
        return next.isBefore(soonest) ? soonest : next;
    }
}
