package dev.sluice.delivery.message;

import dev.sluice.runtime.journal.Moments;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of a list that is sorted by time.
 *
 * @param after entries of later times only
 * @param before entries of earlier times only
 */
public record Span(Optional<Instant> after, Optional<Instant> before) {

    public static final Span ALL = new Span(Optional.empty(), Optional.empty());

    private static final String LAST = ":";

    /** From the first time to before the second. */
    public static Span between(Instant from, Instant until) {
        return new Span(Optional.of(from.minusMillis(1)), Optional.of(until));
    }

    /** The smallest sort key that may be in it, and the largest, if the list is read on from a key in a direction. */
    Range range(Optional<String> from, boolean ascending) {
        // A later millisecond than the bound's begins with a larger number; the bound's own does not count.
        String low = after.map(time -> Moments.from(time.plusMillis(1))).orElse("");
        String high = before.map(Moments::from).orElse(LAST);
        if (from.isPresent() && ascending && from.get().compareTo(low) > 0) {
            low = from.get();
        }
        if (from.isPresent() && !ascending && from.get().compareTo(high) < 0) {
            high = from.get();
        }
        return new Range(low.isEmpty() ? "0" : low, high);
    }

    /** Both ends may be keys that were seen. */
    record Range(String low, String high) {

        boolean isEmpty() {
            return low.compareTo(high) > 0;
        }
    }
}
