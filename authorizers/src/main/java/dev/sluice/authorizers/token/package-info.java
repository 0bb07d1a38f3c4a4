/**
 * Whose token a request to the control-plane API was sent with.
 * Depends on runtime.
 */
@NullMarked
package dev.sluice.authorizers.token;

import org.jspecify.annotations.NullMarked;
