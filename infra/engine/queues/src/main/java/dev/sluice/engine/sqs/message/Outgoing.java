package dev.sluice.engine.sqs.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.backlog.Deduplication;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.queue.OpenQueue;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.util.Optional;

/** A checked message bound for its queue. Used once. */
final class Outgoing implements Send {

    private final OpenQueue queue;
    private final Deduplication deduplication;
    private final Content content;
    private final Envelope envelope;
    private final int size;
    private Deduplication.Accepted accepted;

    /**
     * How a message is queued.
     *
     * @param group the message group; empty for none
     * @param deduplicationId empty on standard queues
     * @param sent in epoch milliseconds
     * @param visibleAt in epoch milliseconds
     * @param systemMd5 of the system attributes that were sent, if any were
     */
    record Envelope(String group, String deduplicationId, long sent, long visibleAt, Optional<String> systemMd5) {}

    Outgoing(OpenQueue queue, Deduplication deduplication, Content content, Envelope envelope, int size) {
        this.queue = queue;
        this.deduplication = deduplication;
        this.content = content;
        this.envelope = envelope;
        this.size = size;
        this.accepted = new Deduplication.Accepted(content.id(), 0);
    }

    /** In bytes, as it counts toward limits. */
    int size() {
        return size;
    }

    OpenQueue queue() {
        return queue;
    }

    @Override
    public String messageId() {
        return accepted.messageId();
    }

    @Override
    public void apply(Tx tx) throws SQLException {
        String id = envelope.deduplicationId();
        if (id.isEmpty()) {
            put(tx);
            return;
        }
        long number = queue.backlog().number();
        Optional<Deduplication.Accepted> before = deduplication.find(tx, number, envelope.group(), id, envelope.sent());
        if (before.isPresent()) {
            accepted = before.get();
        } else {
            put(tx);
            boolean perGroup = queue.config().perGroup();
            deduplication.accept(tx, number, envelope.group(), id, perGroup, accepted, envelope.sent());
        }
    }

    private void put(Tx tx) throws SQLException {
        long seq = queue.backlog().put(tx, content, envelope.group(), envelope.sent(), envelope.visibleAt());
        accepted = new Deduplication.Accepted(content.id(), seq);
    }

    /** SendMessage's answer, after {@link #apply}. */
    ObjectNode answer() {
        ObjectNode answer = Json.object().put("MD5OfMessageBody", content.bodyMd5());
        if (!content.attributes().isEmpty()) {
            answer.put("MD5OfMessageAttributes", AttributeBytes.md5(content.attributes()));
        }
        envelope.systemMd5().ifPresent(md5 -> answer.put("MD5OfMessageSystemAttributes", md5));
        answer.put("MessageId", accepted.messageId());
        if (queue.queue().fifo()) {
            answer.put("SequenceNumber", SequenceNumbers.of(accepted.seq()));
        }
        return answer;
    }
}
