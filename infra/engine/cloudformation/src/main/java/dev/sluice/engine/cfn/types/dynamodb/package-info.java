/**
 * DynamoDB's resource types. They call the service {@code dynamodb} as a client would.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.types.dynamodb;
