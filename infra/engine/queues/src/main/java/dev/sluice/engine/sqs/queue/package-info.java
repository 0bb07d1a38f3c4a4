/**
 * Queues: names, attributes, policies, tags and the operations on them. Depends on {@code backlog}; knows nothing of what is
 * in a message.
 */
@NullMarked
package dev.sluice.engine.sqs.queue;

import org.jspecify.annotations.NullMarked;
