/**
 * The operations of each resource.
 * Depends on api.
 */
@NullMarked
package dev.sluice.delivery.api.resource;

import org.jspecify.annotations.NullMarked;
