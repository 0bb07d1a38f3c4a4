/**
 * The stack's functions as Lambda would run them: each in a JVM of its own, under AWS's runtime interface client, which talks to
 * a Runtime API on loopback. Their AWS is an engine.
 */
@NullMarked
package dev.sluice.bench.cold;

import org.jspecify.annotations.NullMarked;
