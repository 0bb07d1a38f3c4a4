/**
 * What fires the rules that have a schedule. Depends on the kernel, on bus, rule, schedule and put.
 */
@NullMarked
package dev.sluice.engine.events.clock;

import org.jspecify.annotations.NullMarked;
