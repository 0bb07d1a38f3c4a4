package dev.sluice.engine.lambda.function;

/**
 * Lambda's quotas and the constraints of its API.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class LambdaLimits {

    /** Bytes of a synchronous invocation's request (6 MB). */
    public static final int SYNC_PAYLOAD = 6_291_456;

    /** Bytes of a synchronous invocation's response: what AWS's error message names. */
    public static final int SYNC_RESPONSE = 6_291_556;

    /** Bytes of an asynchronous invocation's request (1 MB). */
    public static final int ASYNC_PAYLOAD = 1_048_576;

    /** Bytes of all environment variables (4 KB). */
    public static final int ENVIRONMENT = 4_096;

    /** Seconds. */
    public static final int TIMEOUT = 900;

    /** Megabytes. */
    public static final int MEMORY_MIN = 128;

    /** Megabytes. */
    public static final int MEMORY_MAX = 10_240;

    /** Instances that run at the same time in one account. */
    public static final int CONCURRENCY = 1_000;

    /** What PutFunctionConcurrency must leave to the functions without a reservation. */
    public static final int UNRESERVED = 100;

    /** Seconds that creating an instance may take before its first invocation's own timeout counts. */
    public static final int INIT = 10;

    /** Bytes of an unpacked deployment package (250 MB). */
    public static final long UNZIPPED = 262_144_000;

    /** Bytes of a deployment package that a request carries (50 MB). */
    public static final int ZIPPED = 52_428_800;

    /** Bytes of a resource policy (20 KB). */
    public static final int POLICY = 20_480;

    /** Bytes of the log that an answer's {@code X-Amz-Log-Result} shows (4 KB). */
    public static final int LOG_TAIL = 4_096;

    private LambdaLimits() {}
}
