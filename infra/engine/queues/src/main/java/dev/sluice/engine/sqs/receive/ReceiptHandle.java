package dev.sluice.engine.sqs.receive;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.queue.OpenQueue;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What a consumer proves with that it received a message.
 *
 * @param queue the number of the queue
 * @param seq the number of the message
 * @param receives which receive of it this was
 */
public record ReceiptHandle(long queue, long seq, int receives) {

    private static final byte VERSION = 'A';
    private static final int LENGTH = 1 + 2 * Long.BYTES + Integer.BYTES;

    String text() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(queue)
                .putLong(seq)
                .putInt(receives)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws AwsException ReceiptHandleIsInvalid if it is none of this queue's */
    static ReceiptHandle parse(String text, OpenQueue queue) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Errors.receiptHandle(text);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != LENGTH || buffer.get() != VERSION) {
            throw Errors.receiptHandle(text);
        }
        ReceiptHandle handle = new ReceiptHandle(buffer.getLong(), buffer.getLong(), buffer.getInt());
        if (handle.queue != queue.backlog().number()) {
            throw Errors.receiptHandle(text);
        }
        return handle;
    }
}
