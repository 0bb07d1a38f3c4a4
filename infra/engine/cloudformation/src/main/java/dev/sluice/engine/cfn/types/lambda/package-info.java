/**
 * Lambda's resource types. Depends on cfn and, through its operations, on the service {@code lambda}.
 */
@NullMarked
package dev.sluice.engine.cfn.types.lambda;

import org.jspecify.annotations.NullMarked;
