package dev.sluice.engine.dynamodb.stream;

import dev.sluice.engine.dynamodb.table.KeySchema;
import org.jspecify.annotations.Nullable;

/**
 * A stream, which may outlive its table by the 24 hours that records are kept.
 *
 * @param id names its records in the store
 * @param createdAt in milliseconds since 1970
 * @param disabledAt in milliseconds since 1970; null while it is enabled
 * @param last the last number given to a record when it was disabled
 * @param trimmed the highest number of a record that retention has removed
 */
public record Stream(
        long id,
        String arn,
        String account,
        String table,
        String label,
        String viewType,
        KeySchema key,
        long createdAt,
        @Nullable Long disabledAt,
        long last,
        long trimmed) {

    Stream disabled(long at, long lastNumber) {
        return new Stream(id, arn, account, table, label, viewType, key, createdAt, at, lastNumber, trimmed);
    }

    Stream trimmedTo(long number) {
        return new Stream(id, arn, account, table, label, viewType, key, createdAt, disabledAt, last, number);
    }

    boolean enabled() {
        return disabledAt == null;
    }

    /** The name of its one shard. */
    String shardId() {
        return "shardId-%020d-%08x".formatted(createdAt, arn.hashCode());
    }
}
