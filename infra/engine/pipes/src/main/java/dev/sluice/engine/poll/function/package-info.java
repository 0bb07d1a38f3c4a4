/**
 * Invokes functions with batches and reads what they say about them. Depends on poll and on lambda's Invoke operation.
 */
@NullMarked
package dev.sluice.engine.poll.function;

import org.jspecify.annotations.NullMarked;
