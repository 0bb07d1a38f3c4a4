package dev.sluice.engine.dynamodb.table;

import dev.sluice.engine.dynamodb.value.AttributeValue;

/** An attribute of a key, and its type: S, N or B. */
public record KeyAttribute(String name, AttributeValue.Type type) {}
