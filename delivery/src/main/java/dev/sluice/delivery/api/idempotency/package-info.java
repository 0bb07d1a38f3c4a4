/**
 * The answers to requests with an {@code Idempotency-Key}, kept so that a repeated request is answered and not carried out again.
 * Depends on nothing of ours but JSON.
 */
@NullMarked
package dev.sluice.delivery.api.idempotency;

import org.jspecify.annotations.NullMarked;
