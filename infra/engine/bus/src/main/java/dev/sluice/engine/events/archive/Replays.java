package dev.sluice.engine.events.archive;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.events.put.Ingest;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.store.Write;
import dev.sluice.engine.store.file.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All replays. Each that is active has a thread, which puts events back on the bus in the order of their times, and its place
 * in the same write: a replay goes on exactly where the engine stopped. Thread-safe.
 *
 * <p>A replayed event keeps its id (AWS does not say), so that receivers can recognise it.
 */
public final class Replays implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int BATCH = 200;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long IDLE_SECONDS = 10;

    private final Kernel kernel;
    private final Archives archives;
    private final Ingest ingest;
    private final Documents<Replay> documents;
    private final Retention retention;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Replays::thread);
    private volatile boolean closed;

    public Replays(Kernel kernel, Archives archives, Ingest ingest) {
        this.kernel = kernel;
        this.archives = archives;
        this.ingest = ingest;
        this.documents = new Documents<>(kernel.store(), "events.replay", Replay.class);
        this.retention = new Retention(archives, this);
    }

    /** Goes on with the replays of an earlier run. */
    public void start() {
        documents.list().stream().filter(Replay::isActive).forEach(this::go);
        retention.start();
    }

    Optional<Replay> find(String account, String name) {
        return documents.get(Archive.id(account, name));
    }

    /** @throws AwsException ResourceNotFoundException if there is no such replay */
    Replay require(String account, String name) {
        return find(account, name)
                .orElseThrow(() -> AwsException.of("ResourceNotFoundException", "Replay " + name + " does not exist."));
    }

    /** The replays of an account, sorted by name. */
    List<Replay> of(String account) {
        return documents.list().stream()
                .filter(replay -> replay.bus().account().equals(account))
                .toList();
    }

    void begin(Replay replay) {
        documents.put(replay.id(), replay);
        go(replay);
    }

    /** Marks an active replay; its thread ends it. */
    void cancel(Replay replay) {
        documents.put(replay.id(), replay.in(Replay.CANCELLING));
    }

    void forgetOld(Tx tx, Instant now) throws SQLException {
        for (Replay replay : documents.list()) {
            if (!replay.isActive()
                    && Instant.ofEpochMilli(replay.ended()).plus(KEPT).isBefore(now)) {
                documents.remove(tx, replay.id());
            }
        }
    }

    private void go(Replay replay) {
        threads.execute(() -> run(replay.id()));
    }

    private void run(String id) {
        try {
            while (!closed && step(id)) {
                Thread.onSpinWait();
            }
        } catch (StoreBusyException | StoreException e) {
            LOG.warn("replay {} pauses: {}", id, e.toString());
            kernel.time().at(kernel.time().now().plus(PAUSE), () -> threads.execute(() -> run(id)));
        } catch (IllegalStateException e) {
            LOG.debug("the store was closed; replay {} goes on at the next start", id, e);
        }
    }

    /** Replays some events; false when there is nothing more to do. */
    private boolean step(String id) {
        Optional<Replay> found = documents.get(id).filter(Replay::isActive);
        if (found.isEmpty()) {
            return false;
        }
        Replay replay = found.get();
        if (replay.state().equals(Replay.CANCELLING)) {
            return end(replay, Replay.CANCELLED, "");
        }
        List<ArchivedEvent> events =
                archives.table().from(replay.archive(), replay.time(), replay.number(), replay.until(), BATCH);
        // After the read: an archive that goes in between has no events, and its replay has not replayed them.
        if (!archives.isStored(replay.archive())) {
            return end(replay, Replay.FAILED, "The archive was deleted.");
        }
        if (events.isEmpty()) {
            return end(replay, Replay.COMPLETED, "");
        }
        put(replay, events);
        return true;
    }

    private void put(Replay replay, List<ArchivedEvent> events) {
        Instant now = kernel.time().now();
        List<BusEvent> again = events.stream()
                .map(event -> new BusEvent(
                        event.eventId(), event.subject(), replay.bus(), event.replayed(replay.name()), now, false, ""))
                .toList();
        String rules =
                "arn:aws:events:" + replay.bus().region() + ":" + replay.bus().account() + ":rule/"
                        + (replay.bus().isDefault() ? "" : replay.bus().name() + "/");
        Write<Boolean> taking = ingest.prepare(
                again,
                List.of(),
                route -> replay.filters().isEmpty() || replay.filters().contains(rules + route.rule()));
        Replay next = replay.past(events.get(events.size() - 1), events.size());
        kernel.store().write(tx -> {
            taking.apply(tx);
            // A cancellation may have come in between.
            boolean cancelling = documents
                    .get(replay.id())
                    .filter(current -> current.state().equals(Replay.CANCELLING))
                    .isPresent();
            documents.put(tx, replay.id(), next.in(cancelling ? Replay.CANCELLING : Replay.RUNNING));
            return true;
        });
    }

    private boolean end(Replay replay, String state, String reason) {
        documents.put(
                replay.id(), replay.ended(state, reason, kernel.time().now().toEpochMilli()));
        return false;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "event-replay");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        closed = true;
        retention.close();
        threads.shutdown();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
