/**
 * Messages and attempts as customers list them, by indexes of the journal.
 * Depends on runtime.
 */
@NullMarked
package dev.sluice.delivery.message;

import org.jspecify.annotations.NullMarked;
