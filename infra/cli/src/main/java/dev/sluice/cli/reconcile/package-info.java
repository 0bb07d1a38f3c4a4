/** Events in against events out, over a span of time. */
@NullMarked
package dev.sluice.cli.reconcile;

import org.jspecify.annotations.NullMarked;
