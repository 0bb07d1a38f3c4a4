/**
 * What happened to each event, written down for explain and the account.
 * Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.delivery.journal;

import org.jspecify.annotations.NullMarked;
