/**
 * Executions: one state after the other, each transition on disk before the next, tasks under the machine's role. Depends on asl,
 * aws and store.
 */
@NullMarked
package dev.sluice.engine.states.run;

import org.jspecify.annotations.NullMarked;
