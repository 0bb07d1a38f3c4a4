package dev.sluice.delivery.api.list;

import java.util.NavigableMap;

/** Pages of what is in memory as a whole. */
public final class Sorted {

    private Sorted() {}

    public static <T> Page.Source<T> source(NavigableMap<String, T> entries) {
        return (after, ascending, limit) -> {
            NavigableMap<String, T> all = ascending ? entries : entries.descendingMap();
            return after.map(key -> all.tailMap(key, false)).orElse(all).values().stream()
                    .limit(limit)
                    .toList();
        };
    }
}
