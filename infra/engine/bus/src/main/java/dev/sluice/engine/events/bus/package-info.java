/**
 * Event buses: their names, their resource policies, their tags. Depends on the kernel and on request.
 */
@NullMarked
package dev.sluice.engine.events.bus;

import org.jspecify.annotations.NullMarked;
