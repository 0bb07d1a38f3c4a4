/**
 * What a pipe is: its record in the store, the checks of its parameters, and its states. Depends on aws, store and templates.
 */
@NullMarked
package dev.sluice.engine.pipes.pipe;

import org.jspecify.annotations.NullMarked;
