package dev.sluice.engine.lambda.function;

/**
 * What happens to asynchronous invocations that fail or succeed.
 *
 * @param retries attempts after the first one that failed, 0 to 2
 * @param maximumAge seconds after which an event is abandoned, 60 to 21,600
 * @param onSuccess ARN of the destination; empty for none
 * @param onFailure ARN of the destination; empty for none
 * @param modified epoch seconds
 */
public record EventInvoke(int retries, int maximumAge, String onSuccess, String onFailure, double modified) {

    public static final int MOST_RETRIES = 2;
    public static final int SHORTEST_AGE = 60;
    public static final int LONGEST_AGE = 21_600;

    /** Of {@code retries} and {@code maximumAge}: not given, so not shown. */
    public static final int UNSET = -1;

    public static final EventInvoke DEFAULT = new EventInvoke(UNSET, UNSET, "", "", 0);

    /** How often an event is tried again. */
    public int allowedRetries() {
        return retries == UNSET ? MOST_RETRIES : retries;
    }

    /** Seconds after which an event is abandoned. */
    public int allowedAge() {
        return maximumAge == UNSET ? LONGEST_AGE : maximumAge;
    }
}
