package dev.sluice.engine.events.target;

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

    /**
     * Prepares a dead letter, which may be larger than the queue's MaximumMessageSize: an event of 1 MB has no room for its
     * envelope and the attributes that say why it is dead. What AWS does then is not documented; here nothing is lost.
     *
     * @throws AwsException if there is no such queue or the caller may not send to it
     */
    default Enqueue keep(Caller caller, ObjectNode letter) {
        return prepare(caller, letter);
    }
}
