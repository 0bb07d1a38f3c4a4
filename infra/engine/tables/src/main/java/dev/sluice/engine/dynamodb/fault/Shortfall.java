package dev.sluice.engine.dynamodb.fault;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much of a batch is done. DynamoDB may leave any part of a batch unprocessed, for instance when it throttles; the engine
 * does all of it, unless it is asked to fall short. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
public final class Shortfall {

    private final AtomicInteger left = new AtomicInteger();

    /** The next {@code requests} batches get half of what they ask for, rounded down; all after them get everything. */
    public void of(int requests) {
        left.set(requests);
    }

    /** How many of a batch's elements are done now; counts as one request. */
    public int done(int elements) {
        return left.getAndUpdate(requests -> Math.max(0, requests - 1)) > 0 ? elements / 2 : elements;
    }
}
