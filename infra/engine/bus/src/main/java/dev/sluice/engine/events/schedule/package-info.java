/**
 * Schedule expressions of rules. Depends on nothing else in the engine.
 */
@NullMarked
package dev.sluice.engine.events.schedule;

import org.jspecify.annotations.NullMarked;
