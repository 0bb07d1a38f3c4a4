package dev.sluice.engine.sqs.order;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a message carries; never changes.
 *
 * @param id the message id
 * @param bodyMd5 MD5 of the body in hexadecimal
 * @param sender the SenderId
 * @param attributes the message attributes as they were sent; MUST NOT be changed
 * @param system further system attributes by name (AWSTraceHeader, MessageDeduplicationId, DeadLetterQueueSourceArn); MUST NOT be changed
 */
public record Content(String id, String body, String bodyMd5, String sender, ObjectNode attributes, ObjectNode system) {

    /** Roughly the bytes it takes in memory. */
    public int weight() {
        return 200 + body.length() + 100 * attributes.size() + 100 * system.size();
    }
}
