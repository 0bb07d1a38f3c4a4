package dev.sluice.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What was sent.
 *
 * @param sent events, the warm-up's among them
 * @param measured events after the warm-up
 * @param begin nanosecond of the first request
 * @param measuredFrom nanosecond from which requests count
 * @param last nanosecond of the last acknowledgement
 * @param latencies nanoseconds from arrival to acknowledgement, by request
 */
public record Driven(long sent, long measured, long begin, long measuredFrom, long last, Histogram latencies) {

    static final Driven NOTHING = new Driven(0, 0, 0, 0, 0, Tally.histogram());

    Driven plus(Driven other) {
        Histogram all = latencies.copy();
        all.add(other.latencies);
        return new Driven(
                sent + other.sent,
                measured + other.measured,
                other.begin,
                other.measuredFrom,
                sent == 0 ? other.last : Math.max(last, other.last),
                all);
    }

    /** Acknowledged events per second, after the warm-up. */
    public double rate() {
        return measured * 1e9 / Math.max(1, last - measuredFrom);
    }
}
