/** Lambda functions of the stack: what one is made of, and the construct. */
@NullMarked
package dev.sluice.cdk.function;

import org.jspecify.annotations.NullMarked;
