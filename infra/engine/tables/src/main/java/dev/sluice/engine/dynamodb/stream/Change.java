package dev.sluice.engine.dynamodb.stream;

import dev.sluice.engine.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/**
 * A change of one item.
 *
 * @param old null if the item was not there
 * @param next null if the item is gone
 * @param oldBytes {@code old} as it lay in the store
 * @param nextBytes {@code next} as it lies in the store
 * @param byService true if time to live removed it
 */
public record Change(
        Item keys,
        @Nullable Item old,
        @Nullable Item next,
        byte @Nullable [] oldBytes,
        byte @Nullable [] nextBytes,
        boolean byService) {

    String name() {
        if (old == null) {
            return "INSERT";
        }
        return next == null ? "REMOVE" : "MODIFY";
    }
}
