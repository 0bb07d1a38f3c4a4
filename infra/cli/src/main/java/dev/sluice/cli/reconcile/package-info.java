/** What came in against what went out, over a time. */
@NullMarked
package dev.sluice.cli.reconcile;

import org.jspecify.annotations.NullMarked;
