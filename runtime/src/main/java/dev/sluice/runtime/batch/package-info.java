/**
 * Requests for many records at once that lose none of them: what is left unprocessed is asked for again, and what is wrong with
 * one record does not reach the others.
 */
@NullMarked
package dev.sluice.runtime.batch;

import org.jspecify.annotations.NullMarked;
