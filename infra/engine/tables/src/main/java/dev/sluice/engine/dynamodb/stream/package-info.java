/**
 * DynamoDB Streams: the log of changes, its retention, and its operations. Depends on the kernel, {@code dynamodb.table} and
 * {@code dynamodb.value}.
 */
@NullMarked
package dev.sluice.engine.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
