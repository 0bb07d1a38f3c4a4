/** Runs {@code sluice up} in a separate process, so that it can be measured and killed: for benches, chaos and tests. */
@NullMarked
package dev.sluice.cli.process;

import org.jspecify.annotations.NullMarked;
