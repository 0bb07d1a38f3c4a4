/**
 * Condition, filter and key condition expressions: parsed into records, then evaluated on items. Depends on {@code path} and {@code token}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.expression.condition;
