package dev.sluice.engine.sqs.contract;

/**
 * SQS's quotas.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html">Amazon SQS quotas</a>
 */
public final class Limits {

    public static final int NAME = 80;
    /** Of a message, and of all messages of a batch together, in bytes. */
    public static final int MESSAGE = 1 << 20;

    public static final int MESSAGE_LEAST = 1024;
    public static final int BATCH = 10;
    public static final int BATCH_ENTRY_ID = 80;
    public static final int MESSAGE_ATTRIBUTES = 10;
    public static final int ATTRIBUTE_NAME = 256;
    public static final int GROUP_ID = 128;
    /** Of a trace header, in characters. */
    public static final int TRACE = 500;
    /** Seconds. */
    public static final int DELAY = 900;
    /** Seconds. */
    public static final int VISIBILITY = 43_200;
    /** Seconds. */
    public static final int WAIT = 20;
    /** Seconds. */
    public static final int RETENTION = 1_209_600;
    /** Seconds. */
    public static final int RETENTION_LEAST = 60;

    /** Of a queue: of standard queues, and of FIFO queues since November 2024. */
    public static final int IN_FLIGHT = 120_000;

    public static final int MAX_RECEIVES = 1_000;
    public static final int PAGE = 1_000;
    public static final int TAGS = 50;
    public static final int TAG_KEY = 128;
    public static final int TAG_VALUE = 256;
    public static final int POLICY_STATEMENTS = 20;
    public static final int POLICY_ACTIONS = 7;
    /** Seconds after which a purge may follow another, or a queue its deleted namesake. */
    public static final int PAUSE = 60;
    /** Of one account, so that a runaway script cannot fill the disk; AWS has no limit. */
    public static final int QUEUES = 10_000;

    private Limits() {}
}
