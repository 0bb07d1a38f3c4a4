package dev.sluice.engine.pipes.pipe;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.poll.Poller;
import dev.sluice.engine.poll.Stops;
import dev.sluice.engine.poll.stream.Positions;
import dev.sluice.engine.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pipes to the state they should be in. What a source says no to ends in a failed state with the reason. A pipe stops
 * when the batches under way have ended; until then it is in a state of transition. Thread-safe.
 */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    /** Makes what reads for a pipe. */
    @FunctionalInterface
    public interface Plan {

        /**
         * Makes the poller of a pipe; it is not started.
         *
         * @param fresh whether the pipe is new, and has read nothing yet
         * @throws AwsException if something that it needs is missing or not allowed
         */
        Poller poller(Pipe pipe, boolean fresh);
    }

    private final Pipes pipes;
    private final Positions positions;
    private final Store store;
    private final Plan plan;
    private final Map<String, Poller> running = new ConcurrentHashMap<>();

    public Lifecycle(Pipes pipes, Positions positions, Store store, Plan plan) {
        this.pipes = pipes;
        this.positions = positions;
        this.store = store;
        this.plan = plan;
    }

    /** Takes up all pipes that should run. */
    public synchronized void resume() {
        for (Pipe pipe : pipes.list()) {
            if (pipe.desired().equals("DELETED")) {
                forget(pipe);
            } else if (pipe.desired().equals(Pipe.RUNNING)) {
                settle(pipe, pipe.current().equals("CREATE_FAILED") ? "CREATE_FAILED" : "START_FAILED", false);
            } else {
                settle(pipe, "STOP_FAILED", false);
            }
        }
    }

    /** What keeps a running pipe from its source at the moment. */
    Optional<String> problem(Pipe pipe) {
        Poller poller = running.get(pipe.arn());
        return poller == null ? Optional.empty() : poller.problem();
    }

    /** Begins a pipe that is new. */
    synchronized void create(Pipe pipe) {
        pipes.put(pipe.in("CREATING", ""));
        settle(pipe, "CREATE_FAILED", true);
    }

    /** Brings a pipe to its desired state and settings, from whatever it does now. */
    synchronized void change(Pipe pipe, String transition, String failed) {
        pipes.put(pipe.in(transition, ""));
        Poller old = running.remove(pipe.arn());
        if (old == null) {
            settle(pipe, failed, false);
        } else {
            Stops.then(old, this, () -> settle(pipe, failed, false));
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

    private void settle(Pipe pipe, String failed, boolean fresh) {
        if (pipe.desired().equals(Pipe.STOPPED)) {
            pipes.put(pipe.in(Pipe.STOPPED, ""));
            return;
        }
        try {
            Poller poller = plan.poller(pipe, fresh);
            poller.start();
            running.put(pipe.arn(), poller);
            pipes.put(pipe.in(Pipe.RUNNING, ""));
        } catch (AwsException e) {
            LOG.warn("pipe {} does not run: {}", pipe.name(), e.message());
            pipes.put(pipe.in(failed, e.message()));
        }
    }

    private void forget(Pipe pipe) {
        store.write(tx -> {
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
