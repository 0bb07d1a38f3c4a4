package dev.sluice.engine.dynamodb.table;

import dev.sluice.engine.dynamodb.value.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A secondary index.
 *
 * @param id names its rows in the store; never used twice
 * @param projection ALL, KEYS_ONLY or INCLUDE
 * @param nonKeyAttributes what INCLUDE adds to the keys
 */
public record Index(
        long id,
        String name,
        boolean global,
        KeySchema key,
        String projection,
        List<String> nonKeyAttributes,
        Throughput throughput) {

    public boolean projectsAll() {
        return projection.equals("ALL");
    }

    /** The attributes that the index holds, if not all. */
    public Set<String> projected(KeySchema table) {
        Set<String> names = new LinkedHashSet<>(table.names());
        names.addAll(key.names());
        names.addAll(nonKeyAttributes);
        return names;
    }

    /** The part of an item that the index holds. */
    public Item project(Item item, KeySchema table) {
        return projectsAll() ? item : item.only(List.copyOf(projected(table)));
    }

    public Index with(Throughput throughput) {
        return new Index(id, name, global, key, projection, nonKeyAttributes, throughput);
    }
}
