/**
 * What a tenant may do with its endpoints, and every refusal with its field.
 * Depends on application, endpoint and network.
 */
@NullMarked
package dev.sluice.delivery.registry;

import org.jspecify.annotations.NullMarked;
