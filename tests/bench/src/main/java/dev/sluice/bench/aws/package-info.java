/**
 * Benches of AWS's own interfaces, which any endpoint that speaks them can be measured by. Side by side, the same client drives
 * two systems in turn.
 */
@NullMarked
package dev.sluice.bench.aws;

import org.jspecify.annotations.NullMarked;
