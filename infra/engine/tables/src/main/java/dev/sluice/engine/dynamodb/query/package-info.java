/**
 * Query and Scan: reading items page by page. Depends on {@code dynamodb.data} and what that depends on.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.query;
