package dev.sluice.delivery.api.message.view;

import dev.sluice.delivery.message.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of lists that are read as a whole. */
public final class Lists {

    /** The most characters of an id or a {@code uid}. */
    public static final int ID = 256;

    private Lists() {}

    /** @param all by their keys, ascending */
    public static <T> List<T> part(
            List<T> all, Function<T, String> key, Optional<String> from, boolean ascending, int limit) {
        List<T> ordered = new ArrayList<>(all);
        if (!ascending) {
            Collections.reverse(ordered);
        }
        return ordered.stream()
                .filter(one -> from.map(seen -> ascending
                                ? key.apply(one).compareTo(seen) > 0
                                : key.apply(one).compareTo(seen) < 0)
                        .orElse(true))
                .limit(limit)
                .toList();
    }

    public static boolean within(Span span, Instant time) {
        return span.after().map(time::isAfter).orElse(true)
                && span.before().map(time::isBefore).orElse(true);
    }
}
