/**
 * How batches keep what is wrong with one record from the others. Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.rules.batch;

import org.jspecify.annotations.NullMarked;
