/**
 * The example of an internal consumer: a function behind a route. May use rules.
 */
@NullMarked
package dev.sluice.transformers.ledger;

import org.jspecify.annotations.NullMarked;
