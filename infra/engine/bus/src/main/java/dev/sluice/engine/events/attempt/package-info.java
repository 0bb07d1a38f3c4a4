/**
 * One attempt to deliver an event to a target of each kind, and its dead letter if it fails for good. Depends on {@code events.target}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.events.attempt;
