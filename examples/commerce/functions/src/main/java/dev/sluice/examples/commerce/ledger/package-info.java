/**
 * The example's internal consumer: keeps the ledger of large deals. Depends on runtime and the rules.
 */
@NullMarked
package dev.sluice.examples.commerce.ledger;

import org.jspecify.annotations.NullMarked;
