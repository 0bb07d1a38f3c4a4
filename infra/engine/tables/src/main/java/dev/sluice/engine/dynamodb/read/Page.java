package dev.sluice.engine.dynamodb.read;

import dev.sluice.engine.dynamodb.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a Query or Scan.
 *
 * @param items those that passed the filter
 * @param scanned how many were looked at
 * @param bytes how large these were
 * @param last the key to go on from; null at the end
 */
public record Page(
        List<Item> items, int scanned, long bytes, @Nullable Item last) {}
