package dev.sluice.engine.poll.queue;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;

/**
 * Finds out whether a role can send to a queue before anything has to: a dead-letter queue that takes nothing is noticed otherwise
 * when the first record fails.
 */
public final class SendProbe {

    private static final int PARTS = 6;
    private static final int ACCOUNT = 4;

    private SendProbe() {}

    /**
     * Sends nothing.
     *
     * @throws AwsException if there is no such queue, or the role may not send to it
     */
    public static void check(Kernel kernel, Caller role, String queueArn) {
        kernel.access().require(role, "sqs:SendMessage", queueArn);
        Caller owner = Caller.internal(queueArn.split(":", PARTS)[ACCOUNT]);
        kernel.aws().call(owner, "sqs", "GetQueueAttributes", Json.object().put("QueueArn", queueArn));
    }
}
