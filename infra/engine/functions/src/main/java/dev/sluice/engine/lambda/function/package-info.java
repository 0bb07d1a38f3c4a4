/**
 * What the engine knows about each function: settings, versions, aliases, policies. Depends on aws and store only.
 */
@NullMarked
package dev.sluice.engine.lambda.function;

import org.jspecify.annotations.NullMarked;
