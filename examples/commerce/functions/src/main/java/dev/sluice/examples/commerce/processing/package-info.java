/**
 * The example's worker: does the background job that a row of the table {@code processing} requests. Depends on runtime and the rules.
 */
@NullMarked
package dev.sluice.examples.commerce.processing;

import org.jspecify.annotations.NullMarked;
