/**
 * Lambda's control plane: one class per group of operations. Depends on lambda.function and lambda.code.
 */
@NullMarked
package dev.sluice.engine.lambda.control;

import org.jspecify.annotations.NullMarked;
