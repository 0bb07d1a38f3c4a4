/**
 * Update expressions: parsed into actions, then applied to items. Depends on {@code path} and {@code token}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.expression.update;
