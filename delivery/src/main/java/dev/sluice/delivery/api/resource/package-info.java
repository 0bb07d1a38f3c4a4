/**
 * The operations of each resource.
 * Depends on api, application, endpoint, eventtype, registry and runtime.
 */
@NullMarked
package dev.sluice.delivery.api.resource;

import org.jspecify.annotations.NullMarked;
