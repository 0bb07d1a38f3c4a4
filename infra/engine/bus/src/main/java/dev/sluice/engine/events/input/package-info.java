/**
 * What a target is given: the event itself, a constant, a part of the event, or a template filled from it. Depends on put for the
 * event, on jsonpath and on the kernel's JSON.
 */
@NullMarked
package dev.sluice.engine.events.input;

import org.jspecify.annotations.NullMarked;
