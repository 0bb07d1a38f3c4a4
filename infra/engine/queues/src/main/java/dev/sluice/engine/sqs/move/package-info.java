/**
 * Redrive: tasks that move messages from a dead-letter queue to where they came from. Depends on {@code queue} and {@code
 * backlog}.
 */
@NullMarked
package dev.sluice.engine.sqs.move;

import org.jspecify.annotations.NullMarked;
