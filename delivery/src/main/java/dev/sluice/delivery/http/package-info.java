/**
 * One POST with one deadline, as the sender makes it.
 * Depends on network.
 */
@NullMarked
package dev.sluice.delivery.http;

import org.jspecify.annotations.NullMarked;
