/**
 * Reading and writing data points: GetMetricData and its kin over the kernel's metrics. Depends on aws, metrics and math only.
 */
@NullMarked
package dev.sluice.engine.monitoring.data;

import org.jspecify.annotations.NullMarked;
