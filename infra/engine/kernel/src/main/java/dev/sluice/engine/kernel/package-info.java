/**
 * What every service of the engine is built on: its settings, store, time, ids, access, calls, trace, signals and metrics. Depends on these packages.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.kernel;
