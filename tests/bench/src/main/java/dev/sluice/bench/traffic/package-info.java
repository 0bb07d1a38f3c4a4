/**
 * What benches are made of: clients that publish, readers that take what arrives, and what the machine does alone. Each counts
 * every id and carries the time at which it should have been sent.
 */
@NullMarked
package dev.sluice.bench.traffic;

import org.jspecify.annotations.NullMarked;
