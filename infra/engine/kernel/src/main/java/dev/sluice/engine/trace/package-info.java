/**
 * The way of each event through the engine, kept for those who ask where it went. Depends on store only.
 */
@NullMarked
package dev.sluice.engine.trace;

import org.jspecify.annotations.NullMarked;
