/**
 * Archives of buses, and replays of what is in them. Depends on the kernel, on bus, rule, put and request.
 */
@NullMarked
package dev.sluice.engine.events.archive;

import org.jspecify.annotations.NullMarked;
