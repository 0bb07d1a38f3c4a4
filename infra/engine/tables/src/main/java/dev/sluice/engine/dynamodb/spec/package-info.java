/**
 * The parts of a request that creates or changes a table, checked. Depends on {@code dynamodb.table} and the kernel.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.spec;
