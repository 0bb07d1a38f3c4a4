/**
 * The operations on messages and attempts.
 * Depends on api, endpoint and message.
 */
@NullMarked
package dev.sluice.delivery.api.message;

import org.jspecify.annotations.NullMarked;
