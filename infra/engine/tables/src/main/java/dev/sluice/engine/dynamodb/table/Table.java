package dev.sluice.engine.dynamodb.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is now. Its key never changes; each other change makes a new version.
 *
 * @param id names its rows in the store; never used twice
 * @param tableId the UUID that DescribeTable shows
 * @param createdAt in milliseconds since 1970
 * @param definitions the types of all attributes that are in some key
 */
public record Table(
        long id,
        long version,
        String account,
        String name,
        String arn,
        String tableId,
        long createdAt,
        KeySchema key,
        List<KeyAttribute> definitions,
        List<Index> indexes,
        @Nullable TableStream stream,
        @Nullable Ttl ttl,
        Options options) {

    public Optional<Index> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    public Table with(List<KeyAttribute> newDefinitions, List<Index> newIndexes) {
        return next(newDefinitions, newIndexes, stream, ttl, options);
    }

    public Table with(@Nullable TableStream newStream) {
        return next(definitions, indexes, newStream, ttl, options);
    }

    public Table withTtl(@Nullable Ttl newTtl) {
        return next(definitions, indexes, stream, newTtl, options);
    }

    public Table with(Options newOptions) {
        return next(definitions, indexes, stream, ttl, newOptions);
    }

    private Table next(
            List<KeyAttribute> newDefinitions,
            List<Index> newIndexes,
            @Nullable TableStream newStream,
            @Nullable Ttl newTtl,
            Options newOptions) {
        return new Table(
                id,
                version + 1,
                account,
                name,
                arn,
                tableId,
                createdAt,
                key,
                newDefinitions,
                newIndexes,
                newStream,
                newTtl,
                newOptions);
    }
}
