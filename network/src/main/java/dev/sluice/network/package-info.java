/**
 * What the sender and the engine must decide alike: which addresses may be called, and when a receiver asks to be called again.
 * Depends on nothing.
 */
@NullMarked
package dev.sluice.network;

import org.jspecify.annotations.NullMarked;
