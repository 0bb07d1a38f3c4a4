/**
 * Asynchronous invocations: a durable queue, retries, destinations and dead letters. Depends on lambda.function, lambda.run and the
 * kernel.
 */
@NullMarked
package dev.sluice.engine.lambda.async;

import org.jspecify.annotations.NullMarked;
