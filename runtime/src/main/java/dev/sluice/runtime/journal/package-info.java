/**
 * The journal's items and its table. Written by admission control, the dispatcher and the sender; read by them and by the
 * operator's tools.
 */
@NullMarked
package dev.sluice.runtime.journal;

import org.jspecify.annotations.NullMarked;
