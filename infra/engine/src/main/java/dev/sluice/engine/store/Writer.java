package dev.sluice.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single writer: takes what is queued, runs it in one transaction, commits, and only then answers. */
final class Writer {

    private static final int QUEUE = 16_384;
    private static final int BATCH = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Tx tx;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closing;
    private boolean failing;

    Writer(Connection connection) {
        this.tx = new Tx(connection);
        this.thread = new Thread(this::run, "store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    <T> CompletableFuture<T> submit(Write<T> write) {
        Job<T> job = new Job<>(write);
        if (closing) {
            throw new IllegalStateException("the store is closed");
        }
        if (!queue.offer(job)) {
            throw new StoreBusyException();
        }
        return job.future;
    }

    private void run() {
        List<Job<?>> batch = new ArrayList<>(BATCH);
        try {
            while (true) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                commit(batch);
                if (batch.stream().anyMatch(job -> job.last)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tx.close();
        }
    }

    private void commit(List<Job<?>> batch) {
        try {
            tx.again("BEGIN IMMEDIATE");
            for (Job<?> job : batch) {
                runOne(job);
            }
            CrashPoint.reached("before-commit");
            tx.again("COMMIT");
            CrashPoint.reached("after-commit");
        } catch (SQLException | RuntimeException e) {
            rollback();
            RuntimeException failure = DiskException.of("commit failed", e);
            if (!failing) {
                LOG.error("the store takes no writes until further notice", failure);
            }
            failing = true;
            batch.forEach(job -> job.future.completeExceptionally(failure));
            return;
        }
        if (failing) {
            LOG.info("the store takes writes again");
            failing = false;
        }
        batch.forEach(Job::answer);
    }

    private void runOne(Job<?> job) throws SQLException {
        tx.again("SAVEPOINT job");
        try {
            job.run(tx);
            tx.again("RELEASE job");
            job.afterCommit = tx.takeAfterCommit();
        } catch (RuntimeException | SQLException e) {
            tx.takeAfterCommit();
            undo(e);
            job.failure = e instanceof RuntimeException runtime ? runtime : DiskException.of("write failed", e);
        }
    }

    /** A disk that is full ends the whole transaction, savepoint and all: then that is what all of the batch are told. */
    private void undo(Exception cause) throws SQLException {
        if (!(cause instanceof SQLException failure)) {
            tx.again("ROLLBACK TO job");
            tx.again("RELEASE job");
            return;
        }
        tx.forgetStatements();
        try {
            tx.again("ROLLBACK TO job");
            tx.again("RELEASE job");
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
            throw failure;
        }
    }

    private void rollback() {
        try {
            tx.takeAfterCommit();
            tx.forgetStatements();
            tx.again("ROLLBACK");
        } catch (SQLException e) {
            // The transaction had already ended: there is nothing left to undo.
            return;
        }
    }

    void close() {
        closing = true;
        Job<Boolean> last = new Job<>(ignored -> true);
        last.last = true;
        try {
            queue.put(last);
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Job<T> {
        final Write<T> write;
        final CompletableFuture<T> future = new CompletableFuture<>();

        @Nullable
        T result;

        @Nullable
        RuntimeException failure;

        List<Runnable> afterCommit = List.of();
        boolean last;

        Job(Write<T> write) {
            this.write = write;
        }

        void run(Tx tx) throws SQLException {
            result = write.apply(tx);
        }

        @SuppressWarnings("NullAway") // a write may answer null where T allows it
        void answer() {
            if (failure != null) {
                future.completeExceptionally(failure);
                return;
            }
            afterCommit.forEach(Job::guarded);
            future.complete(result);
        }

        /** What is on disk counts: one who fails to hear of it must not end the only writer. */
        private static void guarded(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("an action after a commit failed", e);
            }
        }
    }
}
