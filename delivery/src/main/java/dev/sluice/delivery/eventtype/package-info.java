/**
 * Event types: those of the catalog, and those that the owner adds while it runs. Only the latter, and what the owner says about the
 * former, are kept: in the control plane's table, under {@code event-types} and the type's name.
 * Depends on the rules.
 */
@NullMarked
package dev.sluice.delivery.eventtype;

import org.jspecify.annotations.NullMarked;
