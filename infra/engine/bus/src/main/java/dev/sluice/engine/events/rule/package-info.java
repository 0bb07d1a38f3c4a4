/**
 * Rules and their targets as the control plane keeps them. Depends on the kernel, on bus and on request.
 */
@NullMarked
package dev.sluice.engine.events.rule;

import org.jspecify.annotations.NullMarked;
