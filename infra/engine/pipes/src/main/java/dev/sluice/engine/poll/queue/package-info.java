/**
 * Reads queues: batches, windows, many batches at once, and what happens to the messages of a batch that failed in part.
 * Depends on poll and on the operations of SQS.
 */
@NullMarked
package dev.sluice.engine.poll.queue;

import org.jspecify.annotations.NullMarked;
