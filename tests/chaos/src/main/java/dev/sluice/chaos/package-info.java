/**
 * {@code ./sluice chaos}: a seeded schedule of faults against a running stack, and a checker over the history of all that was
 * acknowledged and received. Speaks to the engine as clients do; nothing may depend on it.
 */
@NullMarked
package dev.sluice.chaos;

import org.jspecify.annotations.NullMarked;
