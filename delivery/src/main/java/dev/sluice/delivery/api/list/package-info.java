/**
 * Pages of lists that can be walked forward and backward while entries are added and removed.
 * Depends on input.
 */
@NullMarked
package dev.sluice.delivery.api.list;

import org.jspecify.annotations.NullMarked;
