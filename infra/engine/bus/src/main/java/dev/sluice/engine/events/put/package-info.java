/**
 * The way in: PutEvents, the envelope, matching, and the one write that takes an event on. Depends on the kernel, on bus, rule and request.
 */
@NullMarked
package dev.sluice.engine.events.put;

import org.jspecify.annotations.NullMarked;
