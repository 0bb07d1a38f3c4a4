package dev.sluice.bench.load;

import java.time.Duration;

/**
 * How to load.
 *
 * @param clients connections that send at once
 * @param batch events in a request
 * @param rate events per second that arrive, whatever the system does with them (open loop); 0 sends as fast as answers come
 * @param warmup not measured
 * @param measured what counts
 */
public record Plan(int clients, int batch, double rate, Duration warmup, Duration measured) {

    public boolean saturates() {
        return rate <= 0;
    }

    /** Nanoseconds from one request's arrival to the next one's. */
    double interval() {
        return saturates() ? 0 : batch * 1e9 / rate;
    }
}
