/** Tests of Lambda, with functions that are compiled and packed on the spot. */
@NullMarked
package dev.sluice.engine.lambda;

import org.jspecify.annotations.NullMarked;
