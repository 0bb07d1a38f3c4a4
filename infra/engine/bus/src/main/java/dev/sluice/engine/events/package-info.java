/**
 * EventBridge: buses, rules, targets, API destinations, archives. Depends on the kernel and on event patterns, and reaches other services only through
 * their operations.
 */
@NullMarked
package dev.sluice.engine.events;

import org.jspecify.annotations.NullMarked;
