package dev.sluice.engine.lambda.function;

/**
 * What happens to asynchronous invocations that fail or succeed.
 *
 * @param retries attempts after the first one that failed, 0 to 2
 * @param maximumAge seconds after which an event is given up, 60 to 21,600
 * @param onSuccess ARN of the destination; empty for none
 * @param onFailure ARN of the destination; empty for none
 * @param modified epoch seconds
 */
public record EventInvoke(int retries, int maximumAge, String onSuccess, String onFailure, double modified) {

    public static final int MOST_RETRIES = 2;
    public static final int SHORTEST_AGE = 60;
    public static final int LONGEST_AGE = 21_600;
    public static final EventInvoke DEFAULT = new EventInvoke(MOST_RETRIES, LONGEST_AGE, "", "", 0);
}
