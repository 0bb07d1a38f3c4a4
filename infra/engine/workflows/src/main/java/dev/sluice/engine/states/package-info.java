/**
 * Step Functions: what the service {@code states} offers, put together from its parts. Depends on aws, iam and store.
 */
@NullMarked
package dev.sluice.engine.states;

import org.jspecify.annotations.NullMarked;
