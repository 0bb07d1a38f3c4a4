package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.value.AttributeValue;

/** One thing that an update expression does, to one path. */
public sealed interface UpdateAction {

    public Path path();

    record Set(Path path, UpdateValue value) implements UpdateAction {}

    record Remove(Path path) implements UpdateAction {}

    /** Adds to a number, or elements to a set. */
    record Add(Path path, AttributeValue value) implements UpdateAction {}

    /** Removes elements from a set. */
    record Delete(Path path, AttributeValue value) implements UpdateAction {}
}
