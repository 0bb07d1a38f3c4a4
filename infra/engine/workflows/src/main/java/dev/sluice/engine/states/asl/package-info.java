/**
 * The Amazon States Language: what a definition may say, and the pure parts of what it means (paths, templates, choices, errors).
 * Depends on aws only.
 */
@NullMarked
package dev.sluice.engine.states.asl;

import org.jspecify.annotations.NullMarked;
