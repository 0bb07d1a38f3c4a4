package dev.sluice.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single writer: takes what is queued, runs it in one transaction, commits, and only then answers. */
final class Writer {

    private static final int QUEUE = 16_384;
    private static final int BATCH = 512;
    /** SQLite's default. */
    private static final long PAGE = 4096;
    /** How often the disk is checked while there are no writes. */
    private static final long IDLE_S = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Tx tx;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private final Reserve reserve;
    private volatile boolean closing;
    private volatile boolean guarded;
    private boolean failing;

    Writer(Connection connection, Reserve reserve) {
        this.tx = new Tx(connection);
        this.reserve = reserve;
        this.thread = new Thread(this::run, "store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on writes that free nothing are refused while the disk is nearly full. */
    void guard() {
        guarded = true;
    }

    /** @param frees whether it is taken while the disk is nearly full */
    <T> CompletableFuture<T> submit(Write<T> write, boolean frees) {
        Job<T> job = new Job<>(write, frees);
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
                Job<?> first = queue.poll(IDLE_S, TimeUnit.SECONDS);
                look();
                if (first == null) {
                    continue;
                }
                batch.add(first);
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

    /** The log of a nearly full disk is emptied early, because it takes space that nothing else can use. */
    private void look() {
        Reserve.Level before = reserve.level();
        Reserve.Level now = reserve.check(this::reusable);
        if (before == Reserve.Level.AMPLE ^ now == Reserve.Level.AMPLE) {
            boolean ample = now == Reserve.Level.AMPLE;
            long limit = reserve.logLimit();
            tune("PRAGMA wal_autocheckpoint=" + (ample ? Store.LOG_PAGES : Math.max(16, limit / PAGE)));
            tune("PRAGMA journal_size_limit=" + (ample ? -1 : limit));
            tune("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private long reusable() {
        try {
            return PAGE
                    * tx.query(row -> row.getLong(1), "PRAGMA freelist_count").get(0);
        } catch (SQLException e) {
            return 0;
        }
    }

    private void tune(String pragma) {
        try {
            tx.execute(pragma);
        } catch (SQLException e) {
            LOG.debug("{} failed", pragma, e);
        }
    }

    private void commit(List<Job<?>> batch) {
        Optional<RuntimeException> failure = attempt(batch);
        if (failure.isEmpty()) {
            return;
        }
        tune("PRAGMA wal_checkpoint(TRUNCATE)");
        List<Job<?>> freeing = batch.stream().filter(job -> job.frees).toList();
        boolean again = failure.get() instanceof DiskException && !freeing.isEmpty() && freeing.size() < batch.size();
        if (again) {
            attempt(freeing).ifPresent(still -> fail(freeing, still));
        }
        fail(again ? batch.stream().filter(job -> !job.frees).toList() : batch, failure.get());
    }

    private static void fail(List<Job<?>> jobs, RuntimeException failure) {
        jobs.forEach(job -> job.future.completeExceptionally(failure));
    }

    /** All of them in one transaction, answered after its commit; or why nothing of it was kept. */
    private Optional<RuntimeException> attempt(List<Job<?>> batch) {
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
            report(failure);
            return Optional.of(failure);
        }
        if (failing) {
            LOG.info("the store takes writes again");
            failing = false;
        }
        batch.forEach(Job::answer);
        return Optional.empty();
    }

    private void report(RuntimeException failure) {
        if (!failing && failure instanceof DiskException) {
            LOG.error(
                    "the data folder {} takes no writes until further notice ({}); {} are free. Make room on that disk, or lift"
                            + " what limits it; no restart is needed.",
                    reserve.folder(),
                    failure.getMessage(),
                    reserve.free());
        } else if (!failing) {
            LOG.error("the store takes no writes until further notice", failure);
        }
        failing = true;
    }

    private void runOne(Job<?> job) throws SQLException {
        job.failure = null;
        if (guarded && !job.frees && reserve.level() == Reserve.Level.LOW) {
            job.failure = new DiskException(reserve.state());
            return;
        }
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

    /** A disk that is full ends the whole transaction, savepoint and all: then everyone in the batch gets that error. */
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
        Job<Boolean> last = new Job<>(ignored -> true, true);
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
        final boolean frees;

        Job(Write<T> write, boolean frees) {
            this.write = write;
            this.frees = frees;
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
