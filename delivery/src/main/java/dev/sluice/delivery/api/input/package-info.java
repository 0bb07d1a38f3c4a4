/**
 * Reading what a caller sent: every field by a rule, and all that is wrong reported at once.
 * Depends on the rules' JSON.
 */
@NullMarked
package dev.sluice.delivery.api.input;

import org.jspecify.annotations.NullMarked;
