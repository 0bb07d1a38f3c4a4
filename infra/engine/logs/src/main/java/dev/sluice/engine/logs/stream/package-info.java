/**
 * Log streams and their events, kept in the engine's store. Depends on the groups and the filter patterns.
 */
@NullMarked
package dev.sluice.engine.logs.stream;

import org.jspecify.annotations.NullMarked;
