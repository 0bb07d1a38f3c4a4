/**
 * What an endpoint's requests look like, as its owner sets it.
 * Depends on api, endpoint, network and shape.
 */
@NullMarked
package dev.sluice.delivery.api.shape;

import org.jspecify.annotations.NullMarked;
