package dev.sluice.engine.poll;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops pollers, whose batches under way may take their time. */
public final class Stops {

    private static final Logger LOG = LoggerFactory.getLogger(Stops.class);
    /** How long a change waits for batches under way, so that what usually is quick needs no second look. */
    private static final long PATIENCE_MILLIS = 200;

    private static final long GOODBYE_SECONDS = 5;

    private Stops() {}

    /** Stops a poller and does {@code then} when it has: before this returns if that is soon; always holding {@code lock}. */
    public static void then(Poller poller, Object lock, Runnable then) {
        CompletableFuture<Void> stopped = poller.stop();
        try {
            stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var unused = stopped.thenRunAsync(() -> {
                synchronized (lock) {
                    then.run();
                }
            });
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a poller did not stop", e);
        }
        synchronized (lock) {
            then.run();
        }
    }

    /** Stops all at the end of the engine, and waits a little for what is under way. */
    public static void all(Collection<Poller> pollers) {
        CompletableFuture<?>[] all = pollers.stream().map(Poller::stop).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("batches that were under way will be worked on again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
