/**
 * Data points of metrics under CloudWatch's names, aggregated by minute in memory. Depends on {@code time} only.
 */
@NullMarked
package dev.sluice.engine.metrics;

import org.jspecify.annotations.NullMarked;
