/** The functions' own work under JMH, each with what it allocates: nothing here waits for a network or a disk. */
@NullMarked
package dev.sluice.bench.functions;

import org.jspecify.annotations.NullMarked;
