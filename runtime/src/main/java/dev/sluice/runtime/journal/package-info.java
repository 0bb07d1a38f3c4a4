/**
 * The journal's items and its table. Who writes: admission control, the dispatcher and the sender. Who reads: they and the
 * operator's tools.
 */
@NullMarked
package dev.sluice.runtime.journal;

import org.jspecify.annotations.NullMarked;
