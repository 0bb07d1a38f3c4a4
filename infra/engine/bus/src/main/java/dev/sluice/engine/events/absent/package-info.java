/**
 * Families of operations that mean nothing on one machine: global endpoints and partner event sources. Depends on the kernel and
 * on request.
 */
@NullMarked
package dev.sluice.engine.events.absent;

import org.jspecify.annotations.NullMarked;
