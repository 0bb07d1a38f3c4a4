/**
 * DynamoDB's batch and transaction operations. Depends on {@code dynamodb.data} and what that depends on.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.batch;
