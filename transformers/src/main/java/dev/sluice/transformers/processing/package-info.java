/**
 * The example of a job in the background: its worker. May use rules and AWS clients.
 */
@NullMarked
package dev.sluice.transformers.processing;

import org.jspecify.annotations.NullMarked;
