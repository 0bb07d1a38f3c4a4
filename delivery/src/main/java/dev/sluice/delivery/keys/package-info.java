/**
 * Key pairs that sign webhooks, and how their public halves are published.
 * Depends on the rules' JSON.
 */
@NullMarked
package dev.sluice.delivery.keys;

import org.jspecify.annotations.NullMarked;
