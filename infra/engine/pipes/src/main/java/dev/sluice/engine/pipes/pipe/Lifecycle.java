package dev.sluice.engine.pipes.pipe;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.poll.Poller;
import dev.sluice.engine.poll.Stops;
import dev.sluice.engine.poll.stream.Positions;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.time.Time;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pipes to the state they should be in. What a source says no to ends in a failed state with the reason. A pipe stops
 * when the batches under way have ended; until then it is in a state of transition. Thread-safe.
 */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    /** Makes what reads for a pipe. */
    public interface Plan {

        /**
         * Makes the poller of a pipe; it is not started.
         *
         * @param fresh whether the pipe is new, and has read nothing yet
         * @param disable stops the pipe for a reason, whichever thread finds it
         * @throws AwsException if something that it needs is missing or not allowed
         */
        Poller poller(Pipe pipe, boolean fresh, Consumer<String> disable);

        /**
         * Looks at what a pipe needs only later, when it is made, changed or started.
         *
         * @throws AwsException if something of that is missing or not allowed
         */
        void probe(Pipe pipe);
    }

    private final Pipes pipes;
    private final Positions positions;
    private final Store store;
    private final Plan plan;
    private final Time time;
    private final Map<String, Poller> running = new ConcurrentHashMap<>();

    public Lifecycle(Pipes pipes, Positions positions, Store store, Plan plan, Time time) {
        this.pipes = pipes;
        this.positions = positions;
        this.store = store;
        this.plan = plan;
        this.time = time;
    }

    /** Takes up all pipes that should run. */
    public synchronized void resume() {
        for (Pipe pipe : pipes.list()) {
            if (pipe.desired().equals("DELETED")) {
                forget(pipe);
            } else if (pipe.desired().equals(Pipe.RUNNING)) {
                settle(pipe, pipe.current().equals("CREATE_FAILED") ? "CREATE_FAILED" : "START_FAILED", false, false);
            } else {
                settle(pipe, "STOP_FAILED", false, false);
            }
        }
    }

    /** What keeps a running pipe from its source, or from passing on what it read, at the moment. */
    Optional<String> problem(Pipe pipe) {
        Poller poller = running.get(pipe.arn());
        return poller == null ? Optional.empty() : poller.problem();
    }

    /** Begins a pipe that is new. */
    synchronized void create(Pipe pipe) {
        pipes.put(pipe.in("CREATING", ""));
        settle(pipe, "CREATE_FAILED", true, true);
    }

    /** Brings a pipe to its desired state and settings, from whatever it does now. */
    synchronized void change(Pipe pipe, String transition, String failed) {
        pipes.put(pipe.in(transition, ""));
        Poller old = running.remove(pipe.arn());
        if (old == null) {
            settle(pipe, failed, false, true);
        } else {
            Stops.then(old, this, () -> settle(pipe, failed, false, true));
        }
    }

    synchronized void delete(Pipe pipe) {
        pipes.put(pipe.in("DELETING", ""));
        Poller old = running.remove(pipe.arn());
        if (old == null) {
            forget(pipe);
        } else {
            Stops.then(old, this, () -> forget(pipe));
        }
    }

    private void settle(Pipe pipe, String failed, boolean fresh, boolean probe) {
        if (pipe.desired().equals(Pipe.STOPPED)) {
            if (!pipe.current().equals(Pipe.STOPPED)) {
                pipes.put(pipe.in(Pipe.STOPPED, ""));
            }
            return;
        }
        try {
            if (probe) {
                plan.probe(pipe);
            }
            Poller poller = plan.poller(pipe, fresh, reason -> disable(pipe.arn(), reason));
            poller.start();
            running.put(pipe.arn(), poller);
            pipes.put(pipe.in(Pipe.RUNNING, ""));
        } catch (AwsException e) {
            LOG.warn("pipe {} does not run: {}", pipe.name(), e.message());
            pipes.put(pipe.in(failed, e.message()));
        }
    }

    /** Stops a pipe that gets nothing but refusals, as AWS does. It stays stopped, even after a restart, until it is started again. */
    private synchronized void disable(String arn, String reason) {
        Poller old = running.remove(arn);
        Optional<Pipe> found = pipes.find(arn).filter(pipe -> pipe.desired().equals(Pipe.RUNNING));
        if (old == null || found.isEmpty()) {
            return;
        }
        Pipe pipe = found.get().wanted(Pipe.STOPPED, time.now().toEpochMilli());
        LOG.warn("pipe {} is stopped after nothing but refusals: {}", pipe.name(), reason);
        pipes.put(pipe.in("STOPPING", reason));
        var unused = old.stop().thenRunAsync(() -> disabled(pipe, reason));
    }

    private synchronized void disabled(Pipe pipe, String reason) {
        boolean still = pipes.find(pipe.arn())
                .filter(now -> now.current().equals("STOPPING"))
                .isPresent();
        if (still) {
            pipes.put(pipe.in(Pipe.STOPPED, reason));
        }
    }

    private void forget(Pipe pipe) {
        store.free(tx -> {
            pipes.documents().remove(tx, pipe.arn());
            positions.forget(tx, pipe.arn());
            return true;
        });
    }

    /** Stops reading, and waits a little for what is under way. */
    public void close() {
        Stops.all(running.values());
        running.clear();
    }
}
