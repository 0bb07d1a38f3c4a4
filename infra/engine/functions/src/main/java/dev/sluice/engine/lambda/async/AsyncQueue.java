package dev.sluice.engine.lambda.async;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.run.Invocation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs asynchronous invocations from a durable queue, in one lane for each function so that a slow one delays no other. An
 * event leaves the disk only when its outcome has been handed on. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">Asynchronous invocation</a>
 */
public final class AsyncQueue implements AutoCloseable {

    /** What becomes of an event that was tried. */
    sealed interface Next {

        /** It is off the disk. */
        record Done() implements Next {}

        /** It is tried again; {@code throttled}: the function did not see it. */
        record Later(Instant at, boolean throttled) implements Next {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(AsyncQueue.class);

    /** Of one function at the same time. */
    private static final int LANE = 32;

    private static final int THREADS = 512;
    private static final long KEPT_SECONDS = 30;
    private static final long AFTER_FAILURE_SECONDS = 5;

    /** The events of one function that are due. */
    private static final class Lane {
        final Deque<Long> ready = new ArrayDeque<>();
        int running;
    }

    private final Kernel kernel;
    private final EventStore events;
    private final Attempts attempts;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final ExecutorService workers;
    private boolean open;

    public AsyncQueue(Kernel kernel, Attempts attempts) {
        this.kernel = kernel;
        this.events = new EventStore(kernel.store());
        this.attempts = attempts;
        AtomicInteger number = new AtomicInteger();
        this.workers =
                new ThreadPoolExecutor(0, THREADS, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "lambda-async-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Goes on with what an earlier engine left. */
    public synchronized void start() {
        open = true;
        events.all().forEach(due -> schedule(due.function(), due.id(), due.at()));
    }

    /** Takes an invocation; returns when it is on disk. */
    public void add(FunctionRef ref, Invocation invocation) {
        Event event = new Event(
                0,
                ref,
                invocation.requestId(),
                invocation.payload(),
                invocation.trace(),
                kernel.time().now(),
                0,
                0);
        events.add(event, id -> ready(ref.id(), id));
        attempts.received(ref);
    }

    private void schedule(String function, long id, Instant at) {
        if (at.isAfter(kernel.time().now())) {
            kernel.time().at(at, () -> ready(function, id));
        } else {
            ready(function, id);
        }
    }

    private synchronized void ready(String function, long id) {
        Lane lane = lanes.computeIfAbsent(function, key -> new Lane());
        lane.ready.add(id);
        pump(function, lane);
    }

    private void pump(String function, Lane lane) {
        while (open && lane.running < LANE && !lane.ready.isEmpty()) {
            long id = lane.ready.remove();
            lane.running++;
            try {
                workers.execute(() -> work(function, lane, id));
            } catch (RejectedExecutionException e) {
                lane.running--;
                lane.ready.addFirst(id);
                kernel.time().at(kernel.time().now().plusSeconds(1), () -> pumpAgain(function, lane));
                return;
            }
        }
        if (lane.running == 0 && lane.ready.isEmpty()) {
            lanes.remove(function, lane);
        }
    }

    private synchronized void pumpAgain(String function, Lane lane) {
        pump(function, lane);
    }

    private void work(String function, Lane lane, long id) {
        Next next;
        try {
            next = events.find(id).map(event -> attempts.attempt(event, events)).orElseGet(Next.Done::new);
        } catch (RuntimeException e) {
            LOG.error("an asynchronous invocation of {} failed inside the engine and is tried again", function, e);
            next = new Next.Later(kernel.time().now().plusSeconds(AFTER_FAILURE_SECONDS), true);
        }
        synchronized (this) {
            lane.running--;
            if (next instanceof Next.Later later && open) {
                schedule(function, id, later.at());
            }
            pump(function, lanes.getOrDefault(function, lane));
        }
    }

    /** Starts nothing more. What runs is tried again by the next engine unless it ends in time. */
    @Override
    public synchronized void close() {
        open = false;
        workers.shutdown();
    }
}
