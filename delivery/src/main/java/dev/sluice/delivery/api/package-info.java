/**
 * The control-plane API without its transport: a request in the shape of API Gateway's payload format 2.0 comes in, is matched to an
 * {@link dev.sluice.delivery.api.Operation}, its token's rights are checked, and the answer goes out. Resources add their
 * operations; none of them checks tokens, idempotency or whose application a path names.
 * Depends on input, list, id and idempotency.
 */
@NullMarked
package dev.sluice.delivery.api;

import org.jspecify.annotations.NullMarked;
