/**
 * SQS: standard and FIFO queues, in both of its protocols. Depends on aws, store, time, iam and metrics; other services call
 * it through {@code Aws}, or put messages within their own transaction with {@link dev.sluice.engine.sqs.SqsService#prepareSend}.
 */
@NullMarked
package dev.sluice.engine.sqs;

import org.jspecify.annotations.NullMarked;
