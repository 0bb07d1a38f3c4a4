/**
 * Alarms: kept in the store, judged once a minute by a pure function over data points. Depends on aws, store and the data points.
 */
@NullMarked
package dev.sluice.engine.monitoring.alarm;

import org.jspecify.annotations.NullMarked;
