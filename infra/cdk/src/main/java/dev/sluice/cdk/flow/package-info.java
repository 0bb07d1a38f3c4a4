/** The way of an event as constructs: sources, gate, core bus, webhooks, and the example's functions. Uses the bricks and the catalog. */
@NullMarked
package dev.sluice.cdk.flow;

import org.jspecify.annotations.NullMarked;
