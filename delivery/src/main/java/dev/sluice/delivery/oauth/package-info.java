/**
 * Tokens of OAuth 2 that the sender fetches for endpoints.
 * Depends on http, network and shape.
 */
@NullMarked
package dev.sluice.delivery.oauth;

import org.jspecify.annotations.NullMarked;
