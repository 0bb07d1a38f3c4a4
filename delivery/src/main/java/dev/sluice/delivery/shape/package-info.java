/**
 * What an endpoint's requests look like: the format of the body, and how the sender authenticates itself.
 * Depends on the rules' JSON.
 */
@NullMarked
package dev.sluice.delivery.shape;

import org.jspecify.annotations.NullMarked;
