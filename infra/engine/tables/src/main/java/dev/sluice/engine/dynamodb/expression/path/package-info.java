/**
 * Document paths of expressions, and projections made of them. Depends on {@code token} and {@code dynamodb.value}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.expression.path;
