/**
 * Reads of items and indexes from the store, page by page. Depends on {@code dynamodb.item} and the store.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.read;
