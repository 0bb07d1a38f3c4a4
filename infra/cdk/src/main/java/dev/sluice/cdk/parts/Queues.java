package dev.sluice.cdk.parts;

import dev.sluice.rules.names.ResourceNames;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Queues: encrypted, TLS only, kept for fourteen days, and never without an alarm. */
public final class Queues {

    private static final Duration KEPT = Duration.days(14);

    /** Lambda: at least six times the function's timeout, and no fewer than five receives. */
    private static final int TIMEOUTS = 6;

    private static final int RECEIVES = 5;

    private Queues() {}

    /** A queue that needs attention when it is not empty. The construct's id is {@code DeadLetters}. */
    public static Queue deadLetters(Construct scope, String owner) {
        return deadLettersNamed(scope, ResourceNames.deadLetters(owner));
    }

    public static Queue deadLettersNamed(Construct scope, String name) {
        Queue queue = builder(scope, "DeadLetters", name).build();
        Alarms.anyMessage(queue, name);
        return queue;
    }

    /** A queue that is read by people and tools, and by no function of the stack. */
    public static Queue shelf(Construct scope, String id, String name) {
        Queue queue = builder(scope, id, name).build();
        Alarms.anyMessage(queue, name);
        return queue;
    }

    /** A queue that a function empties: a message that keeps failing goes to {@code deadLetters}. */
    public static Queue work(Construct scope, String id, String name, Queue deadLetters, int functionTimeoutSeconds) {
        return builder(scope, id, name)
                .visibilityTimeout(Duration.seconds(TIMEOUTS * functionTimeoutSeconds))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(RECEIVES)
                        .build())
                .build();
    }

    /** Alarms when a message has waited longer than {@code seconds}. */
    public static void watched(Queue queue, String name, int seconds) {
        Alarms.oldMessage(queue, name, seconds);
    }

    /** The resource policy of a queue, as something to wait for; empty for a queue of another stack, whose owner sets it. */
    public static Optional<CfnResource> policy(IQueue queue) {
        return Optional.ofNullable(queue.getNode().tryFindChild("Policy")).map(Children::resource);
    }

    private static Queue.Builder builder(Construct scope, String id, String name) {
        return Queue.Builder.create(scope, id)
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(KEPT);
    }
}
