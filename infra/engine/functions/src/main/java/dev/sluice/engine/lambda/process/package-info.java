/**
 * Functions in Python and JavaScript: a process of the machine's interpreter for each instance, spoken to over its standard
 * streams. Depends on nothing of the engine but JSON.
 */
@NullMarked
package dev.sluice.engine.lambda.process;

import org.jspecify.annotations.NullMarked;
