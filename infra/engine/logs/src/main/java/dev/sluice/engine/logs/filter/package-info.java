/**
 * The language of filter patterns: a pure function from a message to whether it matches. Depends on aws only.
 */
@NullMarked
package dev.sluice.engine.logs.filter;

import org.jspecify.annotations.NullMarked;
