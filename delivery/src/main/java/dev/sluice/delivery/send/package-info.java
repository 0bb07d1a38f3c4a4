/**
 * From a queued delivery to a signed request, its record and what follows.
 * Depends on endpoint, journal, http, queue and runtime.
 */
@NullMarked
package dev.sluice.delivery.send;

import org.jspecify.annotations.NullMarked;
