/**
 * The path of each event through the engine, kept for anyone who asks where it went. Depends on store only.
 */
@NullMarked
package dev.sluice.engine.trace;

import org.jspecify.annotations.NullMarked;
