/**
 * CloudFormation's intrinsic functions, conditions and dynamic references, resolved against what exists. Depends on {@code cfn.template} and {@code cfn.resource}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.resolve;
