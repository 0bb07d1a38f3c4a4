package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.store.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes an execution's way to the store. */
final class StoreJournal implements Journal {

    private static final Duration BUSY = Duration.ofMillis(200);

    private record Event(long id, long at, String type, String details) {}

    private final Kernel kernel;
    private final Executions executions;
    private final String arn;
    private final boolean express;
    private final List<Event> pending = new ArrayList<>();
    private long last;

    StoreJournal(Kernel kernel, Executions executions, String arn, boolean express, long last) {
        this.kernel = kernel;
        this.executions = executions;
        this.arn = arn;
        this.express = express;
        this.last = last;
    }

    @Override
    public synchronized void event(String type, ObjectNode details) {
        last++;
        if (!express) {
            pending.add(new Event(last, kernel.time().now().toEpochMilli(), type, Json.text(details)));
        }
    }

    @Override
    public synchronized long events() {
        return last;
    }

    /** EXPRESS executions begin again after a restart, as AWS's may run more than once. */
    @Override
    public CompletableFuture<Boolean> transition(Resume resume) {
        if (express) {
            return CompletableFuture.completedFuture(true);
        }
        List<Event> events = take();
        return submit(tx -> {
            write(tx, events);
            return tx.update(
                            "UPDATE states_execution SET resume = ? WHERE arn = ? AND status = 'RUNNING'",
                            resume.text(),
                            arn)
                    > 0;
        });
    }

    @Override
    public CompletableFuture<Boolean> end(Execution ended) {
        List<Event> events = take();
        return submit(tx -> {
            write(tx, events);
            if (express) {
                return tx.update("DELETE FROM states_execution WHERE arn = ?", arn) > 0;
            }
            return executions.end(tx, ended);
        });
    }

    private synchronized List<Event> take() {
        List<Event> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    private void write(Tx tx, List<Event> events) throws SQLException {
        for (Event event : events) {
            tx.update(
                    "INSERT OR REPLACE INTO states_event(arn, id, at, type, details) VALUES (?, ?, ?, ?, ?)",
                    arn,
                    event.id(),
                    event.at(),
                    event.type(),
                    event.details());
        }
    }

    private CompletableFuture<Boolean> submit(Write<Boolean> write) {
        try {
            return kernel.store().submit(write);
        } catch (StoreBusyException e) {
            CompletableFuture<Boolean> later = new CompletableFuture<>();
            kernel.time()
                    .at(
                            kernel.time().now().plus(BUSY),
                            () -> submit(write).whenComplete((stored, failure) -> {
                                if (failure == null) {
                                    later.complete(stored);
                                } else {
                                    later.completeExceptionally(failure);
                                }
                            }));
            return later;
        }
    }
}
