/**
 * The operations on queues: create, list, attributes, permissions, tags. Depends on {@code sqs.queue}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.sqs.control;
