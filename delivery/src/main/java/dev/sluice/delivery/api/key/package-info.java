/**
 * The public keys that receivers verify with.
 * Depends on api, endpoint and keys.
 */
@NullMarked
package dev.sluice.delivery.api.key;

import org.jspecify.annotations.NullMarked;
