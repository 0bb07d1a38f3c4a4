/**
 * Conditions of policies: operators, keys with one value or several, and variables. Depends on aws only.
 */
@NullMarked
package dev.sluice.engine.iam.condition;

import org.jspecify.annotations.NullMarked;
