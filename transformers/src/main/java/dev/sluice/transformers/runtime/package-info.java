/**
 * What every function needs of its surroundings: environment, payload, clients. Depends on the JSON of the rules only.
 */
@NullMarked
package dev.sluice.transformers.runtime;

import org.jspecify.annotations.NullMarked;
