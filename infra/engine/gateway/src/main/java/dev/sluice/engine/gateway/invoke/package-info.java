/** Calls of functions in API Gateway's name, and what becomes of what they return. */
@NullMarked
package dev.sluice.engine.gateway.invoke;

import org.jspecify.annotations.NullMarked;
