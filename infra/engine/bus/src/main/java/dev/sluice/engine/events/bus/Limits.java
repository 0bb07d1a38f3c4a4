package dev.sluice.engine.events.bus;

/**
 * Every limit of EventBridge that the engine keeps, in AWS's units.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html">EventBridge quotas</a>
 */
public final class Limits {

    /** PutEvents: entries of one request. */
    public static final int ENTRIES = 10;

    /** PutEvents: bytes of all entries of one request. AWS says "1 MB" and not which one: the larger reading. */
    public static final int REQUEST_BYTES = 1 << 20;

    /** PutEvents: bytes that an entry's Time counts for. */
    public static final int TIME_BYTES = 14;

    /** PutEvents: levels of nesting in Detail. */
    public static final int DETAIL_DEPTH = 1_000;

    public static final int DETAIL_TYPE = 128;
    public static final int TRACE_HEADER = 500;

    public static final int BUSES = 100;
    public static final int BUS_NAME = 256;
    public static final int BUS_NAME_OR_ARN = 1_600;
    public static final int BUS_POLICY = 10_240;
    public static final int STATEMENT_ID = 64;

    /** Names of rules, targets, connections and API destinations. */
    public static final int NAME = 64;

    public static final int DESCRIPTION = 512;
    public static final int RULES_PER_BUS = 300;
    public static final int WILDCARD_RULES_PER_BUS = 30;

    /** The model takes 4,096 characters, the quota is 2,048: the smaller one is what a deployment meets. */
    public static final int PATTERN = 2_048;

    public static final int PATTERN_MODEL = 4_096;
    public static final int TARGETS_PER_RULE = 5;
    public static final int TARGETS_PER_REQUEST = 100;
    public static final int ARN = 1_600;

    public static final int INPUT = 8_192;
    public static final int INPUT_PATH = 256;
    public static final int INPUT_PATHS = 100;
    public static final int INPUT_TEMPLATE = 8_192;

    public static final int RETRY_ATTEMPTS = 185;
    public static final int EVENT_AGE_SECONDS_MIN = 60;
    public static final int EVENT_AGE_SECONDS = 86_400;

    public static final int ARCHIVE_NAME = 48;

    /** Replays under way at a time, in one account. */
    public static final int REPLAYS = 10;

    public static final int TAGS = 50;

    private Limits() {}
}
