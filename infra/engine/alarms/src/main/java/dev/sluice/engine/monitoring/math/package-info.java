/**
 * Metric math: expressions over the time series of one GetMetricData request. Pure; depends on nothing of the engine but its errors.
 */
@NullMarked
package dev.sluice.engine.monitoring.math;

import org.jspecify.annotations.NullMarked;
