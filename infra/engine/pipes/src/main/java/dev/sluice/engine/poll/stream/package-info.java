/**
 * Reads DynamoDB streams in order: partitions that keep the order of each item, retries, bisection and durable positions. The core
 * is {@code Partition}, which knows no time and no I/O; depends on poll and on the operations of the streams.
 */
@NullMarked
package dev.sluice.engine.poll.stream;

import org.jspecify.annotations.NullMarked;
