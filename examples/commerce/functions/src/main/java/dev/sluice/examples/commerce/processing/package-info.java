/**
 * The example's worker: does in the background what a row of the table {@code processing} asks for. Depends on runtime and the rules.
 */
@NullMarked
package dev.sluice.examples.commerce.processing;

import org.jspecify.annotations.NullMarked;
