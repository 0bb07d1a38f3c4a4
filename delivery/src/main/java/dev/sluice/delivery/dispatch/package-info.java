/**
 * From an event on the core bus to one message for each endpoint that wants it.
 * Depends on endpoint, journal, queue and runtime.
 */
@NullMarked
package dev.sluice.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
