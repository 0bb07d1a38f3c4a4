package dev.sluice.bench.load;

/** Sends requests, one at a time. */
public interface Client extends AutoCloseable {

    /**
     * Sends events {@code first} to {@code first + count - 1} and returns when they are acknowledged.
     *
     * @param intended the nanosecond ({@link System#nanoTime}) at which the request should have gone out; belongs in the payload
     */
    void send(long first, int count, long intended);

    @Override
    void close();
}
