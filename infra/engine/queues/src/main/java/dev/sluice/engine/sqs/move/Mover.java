package dev.sluice.engine.sqs.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.sqs.backlog.Backlog;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out move tasks, a small write at a time, each of which says in the same transaction how far the task is. A task
 * goes on after a restart. Thread-safe.
 */
final class Mover {

    private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
    private static final int CHUNK = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ORIGIN = "DeadLetterQueueSourceArn";

    private final Kernel kernel;
    private final Queues queues;
    private final Documents<MoveTask> tasks;
    private volatile boolean closed;

    Mover(Kernel kernel, Queues queues, Documents<MoveTask> tasks) {
        this.kernel = kernel;
        this.queues = queues;
        this.tasks = tasks;
    }

    /** Goes on with the task of this key until it ends. */
    void run(String key) {
        kernel.time().at(kernel.time().now(), () -> step(key));
    }

    void close() {
        closed = true;
    }

    private void step(String key) {
        Optional<MoveTask> task = tasks.get(key).filter(found -> found.status() == MoveTask.Status.RUNNING);
        if (closed || task.isEmpty()) {
            return;
        }
        Optional<OpenQueue> source = queues.find(task.get().sourceArn());
        List<Entry> leaving =
                source.map(queue -> queue.backlog().leave(most(task.get()))).orElse(List.of());
        try {
            kernel.store()
                    .submit(tx -> move(tx, key, source, leaving))
                    .whenComplete((ended, failure) -> after(key, source, leaving, failure));
        } catch (StoreBusyException e) {
            after(key, source, leaving, e);
        }
    }

    private static int most(MoveTask task) {
        return task.perSecond() == 0 ? CHUNK : task.perSecond();
    }

    private void after(
            String key,
            Optional<OpenQueue> source,
            List<Entry> leaving,
            @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("a move task waits a second after a failed write", failure);
            source.ifPresent(queue -> leaving.forEach(queue.backlog()::back));
        }
        Optional<MoveTask> task = tasks.get(key);
        if (task.isPresent() && task.get().status() == MoveTask.Status.RUNNING) {
            boolean pause = failure != null || task.get().perSecond() > 0;
            kernel.time().at(kernel.time().now().plus(pause ? SECOND : Duration.ZERO), () -> step(key));
        }
    }

    private boolean move(Tx tx, String key, Optional<OpenQueue> source, List<Entry> leaving) throws SQLException {
        Optional<MoveTask> running = tasks.get(key).filter(task -> task.status() == MoveTask.Status.RUNNING);
        if (running.isEmpty() || source.isEmpty()) {
            source.ifPresent(queue -> tx.afterCommit(() -> leaving.forEach(queue.backlog()::back)));
            running.ifPresent(task -> end(tx, task, MoveTask.Status.FAILED, "AWS.SimpleQueueService.NonExistentQueue"));
            return true;
        }
        MoveTask task = running.get();
        Backlog from = source.get().backlog();
        int moved = 0;
        for (int i = 0; i < leaving.size(); i++) {
            Entry entry = leaving.get(i);
            Optional<Content> content = from.content(entry);
            if (content.isPresent()) {
                Optional<OpenQueue> to = destination(task, content.get());
                if (to.isEmpty()) {
                    List<Entry> rest = List.copyOf(leaving.subList(i, leaving.size()));
                    tx.afterCommit(() -> rest.forEach(from::back));
                    end(tx, task.movedBy(moved), MoveTask.Status.FAILED, "AWS.SimpleQueueService.NonExistentQueue");
                    return true;
                }
                put(tx, to.get(), entry, content.get());
                moved++;
            }
            from.delete(tx, entry);
        }
        if (leaving.isEmpty()) {
            end(tx, task, MoveTask.Status.COMPLETED, "");
        } else {
            tasks.put(tx, key, task.movedBy(moved));
        }
        return true;
    }

    private void end(Tx tx, MoveTask task, MoveTask.Status status, String why) {
        try {
            tasks.put(tx, task.key(), task.ended(status, why));
        } catch (SQLException e) {
            throw new IllegalStateException("the end of a move task cannot be stored", e);
        }
    }

    private Optional<OpenQueue> destination(MoveTask task, Content content) {
        String arn =
                task.destinationArn().isEmpty() ? content.system().path(ORIGIN).asText("") : task.destinationArn();
        return queues.find(arn);
    }

    /** A redriven message is a new one, with an id and a time of its own; AWS documents that. */
    private void put(Tx tx, OpenQueue to, Entry entry, Content content) throws SQLException {
        ObjectNode system = content.system().deepCopy();
        system.remove(ORIGIN);
        Content fresh = new Content(
                kernel.ids().uuid().toString(),
                content.body(),
                content.bodyMd5(),
                content.sender(),
                content.attributes(),
                system);
        long now = kernel.time().now().toEpochMilli();
        to.backlog().put(tx, fresh, entry.group(), now, now);
    }
}
