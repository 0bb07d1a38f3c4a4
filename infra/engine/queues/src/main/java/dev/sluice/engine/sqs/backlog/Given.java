package dev.sluice.engine.sqs.backlog;

import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.order.Entry;

/**
 * A message as one receive gives it out.
 *
 * @param receives how often it was received, this time included
 * @param firstReceived in epoch milliseconds
 */
public record Given(Entry entry, Content content, int receives, long firstReceived) {

    public long seq() {
        return entry.seq;
    }

    public String group() {
        return entry.group;
    }

    public long sent() {
        return entry.sent;
    }
}
