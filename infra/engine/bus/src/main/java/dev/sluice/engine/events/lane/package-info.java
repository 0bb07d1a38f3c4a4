/**
 * Deliveries that wait for their turn: their rows, the order in which they are tried, and the threads that try them. Depends on {@code events.target}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.events.lane;
