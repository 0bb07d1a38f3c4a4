package dev.sluice.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Lists cut into what one request may hold. */
public final class Chunks {

    private Chunks() {}

    /** In order, each of at most {@code most} elements. */
    public static <T> List<List<T>> of(List<T> all, int most) {
        return of(all, most, Integer.MAX_VALUE, one -> 0);
    }

    /** In order, each of at most {@code most} elements and {@code mostBytes} bytes; one that is larger is alone. */
    public static <T> List<List<T>> of(List<T> all, int most, int mostBytes, ToIntFunction<T> bytes) {
        List<List<T>> chunks = new ArrayList<>();
        int from = 0;
        long sum = 0;
        for (int i = 0; i < all.size(); i++) {
            int size = bytes.applyAsInt(all.get(i));
            if (i > from && (i - from == most || sum + size > mostBytes)) {
                chunks.add(all.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += size;
        }
        if (from < all.size()) {
            chunks.add(all.subList(from, all.size()));
        }
        return chunks;
    }
}
