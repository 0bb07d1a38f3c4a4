package dev.sluice.engine.sqs.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.sqs.backlog.Backlog;
import dev.sluice.engine.sqs.backlog.Taken;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.sqs.queue.Queues;
import dev.sluice.engine.sqs.queue.Redrive;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.Optional;

/** Moves messages that were received too often to the dead-letter queue, and drops those that are too old. */
public final class DeadLetters {

    private final Kernel kernel;
    private final Queues queues;

    public DeadLetters(Kernel kernel, Queues queues) {
        this.kernel = kernel;
        this.queues = queues;
    }

    /** Carries out what a receive found besides messages to give; returns when it is on disk. */
    void settle(OpenQueue queue, Taken taken) {
        if (taken.dead().isEmpty() && taken.expired().isEmpty()) {
            return;
        }
        try {
            kernel.store().write(tx -> settle(tx, queue, taken));
        } catch (RuntimeException e) {
            taken.dead().forEach(queue.backlog()::back);
            taken.expired().forEach(queue.backlog()::back);
            throw e;
        }
    }

    private boolean settle(Tx tx, OpenQueue queue, Taken taken) throws SQLException {
        Optional<OpenQueue> target =
                queue.config().redrive().map(Redrive::deadLetterArn).flatMap(queues::find);
        for (Entry entry : taken.dead()) {
            if (target.isPresent()) {
                move(tx, queue, target.get(), entry);
            } else {
                // Without its dead-letter queue a message stays where it is: nothing may be lost.
                tx.afterCommit(() -> queue.backlog().back(entry));
            }
        }
        for (Entry entry : taken.expired()) {
            queue.backlog().delete(tx, entry);
        }
        return true;
    }

    /** The sent timestamp stays on a standard queue and is reset on a FIFO queue, as AWS documents. */
    private void move(Tx tx, OpenQueue from, OpenQueue to, Entry entry) throws SQLException {
        Backlog source = from.backlog();
        Optional<Content> content = source.content(entry);
        if (content.isPresent()) {
            long sent = from.queue().fifo() ? kernel.time().now().toEpochMilli() : entry.sent();
            to.backlog().put(tx, marked(content.get(), from.arn()), entry, sent);
        }
        source.delete(tx, entry);
    }

    private static Content marked(Content content, String sourceArn) {
        ObjectNode system = content.system().deepCopy().put("DeadLetterQueueSourceArn", sourceArn);
        return new Content(
                content.id(), content.body(), content.bodyMd5(), content.sender(), content.attributes(), system);
    }
}
