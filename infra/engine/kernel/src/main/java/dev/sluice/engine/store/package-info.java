/**
 * The one durable store: SQLite, one writer with group commit, many readers. Depends on nothing else in the engine.
 */
@NullMarked
package dev.sluice.engine.store;

import org.jspecify.annotations.NullMarked;
