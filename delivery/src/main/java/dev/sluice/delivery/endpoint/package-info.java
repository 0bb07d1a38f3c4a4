/**
 * Endpoints as they are kept, and the view of them that the hot paths look at.
 * Depends on runtime.
 */
@NullMarked
package dev.sluice.delivery.endpoint;

import org.jspecify.annotations.NullMarked;
