/** Load and its measurement: constant arrival, latency histograms, the check of every id. Knows no AWS service. */
@NullMarked
package dev.sluice.bench.load;

import org.jspecify.annotations.NullMarked;
