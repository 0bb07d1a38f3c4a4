/**
 * What a function sees of its surroundings: environment, payload and AWS clients.
 * Depends on the JSON of the rules only.
 */
@NullMarked
package dev.sluice.delivery.runtime;

import org.jspecify.annotations.NullMarked;
