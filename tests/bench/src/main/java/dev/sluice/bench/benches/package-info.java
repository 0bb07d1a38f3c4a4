/** The benches, one class each. */
@NullMarked
package dev.sluice.bench.benches;

import org.jspecify.annotations.NullMarked;
