/**
 * Time, timers and ids, injected so that tests can travel. Depends on nothing else in the engine.
 */
@NullMarked
package dev.sluice.engine.time;

import org.jspecify.annotations.NullMarked;
