/**
 * Batch requests that lose no record: unprocessed items are retried, and a problem with one record does not affect the others.
 */
@NullMarked
package dev.sluice.runtime.batch;

import org.jspecify.annotations.NullMarked;
