/**
 * What the sender and the engine must judge alike: which addresses may be called, and when a receiver wants to be called again.
 * Depends on nothing.
 */
@NullMarked
package dev.sluice.network;

import org.jspecify.annotations.NullMarked;
