/**
 * The one thing of the engine that functions see: what calls to System become. Depends on nothing.
 */
@NullMarked
package dev.sluice.engine.lambda.guest;

import org.jspecify.annotations.NullMarked;
