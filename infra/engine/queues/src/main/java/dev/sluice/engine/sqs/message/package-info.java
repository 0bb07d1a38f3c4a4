/**
 * The operations on messages: send, receive, delete, change visibility. Depends on {@code queue} and {@code backlog}.
 */
@NullMarked
package dev.sluice.engine.sqs.message;

import org.jspecify.annotations.NullMarked;
