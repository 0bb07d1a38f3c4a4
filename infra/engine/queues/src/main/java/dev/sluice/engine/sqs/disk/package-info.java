/**
 * The rows of a queue's messages in the store. Depends on {@code sqs.order} and the store.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.sqs.disk;
