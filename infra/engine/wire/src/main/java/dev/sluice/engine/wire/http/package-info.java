/**
 * The HTTP server: reads requests without holding threads, within limits of memory, time and number that no client can use up for
 * others, and hands them to the protocols.
 */
@NullMarked
package dev.sluice.engine.wire.http;

import org.jspecify.annotations.NullMarked;
