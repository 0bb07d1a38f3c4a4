/**
 * What becomes of speed, memory and disk when much is stored, registered or waiting, and when load goes on for long. All need an
 * engine of their own.
 */
@NullMarked
package dev.sluice.bench.capacity;

import org.jspecify.annotations.NullMarked;
