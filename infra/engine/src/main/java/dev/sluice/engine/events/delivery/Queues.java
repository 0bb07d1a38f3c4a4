package dev.sluice.engine.events.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.put.Inlet.Enqueue;

/** Puts messages on queues from inside a transaction of EventBridge's. Thread-safe. */
@FunctionalInterface
public interface Queues {

    /**
     * Checks a message and prepares it.
     *
     * @param message SendMessage's members, with {@code QueueArn} in place of {@code QueueUrl}
     * @throws AwsException if SQS refuses it
     */
    Enqueue prepare(Caller caller, ObjectNode message);
}
