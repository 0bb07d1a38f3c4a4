/**
 * Tokens of OAuth's client credentials grant: fetched once for all callers, kept until they are about to expire or are rejected.
 */
@NullMarked
package dev.sluice.engine.destinations.oauth;

import org.jspecify.annotations.NullMarked;
