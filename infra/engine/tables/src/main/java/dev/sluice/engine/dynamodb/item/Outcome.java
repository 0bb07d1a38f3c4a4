package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/** What a write found and left. Null: no item. */
public record Outcome(@Nullable Item old, @Nullable Item next) {}
