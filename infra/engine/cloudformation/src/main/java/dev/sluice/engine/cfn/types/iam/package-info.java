/**
 * IAM's resource types. They call the service {@code iam} as a client would.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.types.iam;
