/**
 * The resource types of Secrets Manager and Parameter Store. They call these services as a client would.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.types.secrets;
