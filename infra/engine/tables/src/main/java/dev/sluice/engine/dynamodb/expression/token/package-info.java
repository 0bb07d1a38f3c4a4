/**
 * Tokens of DynamoDB's expressions: names, values, placeholders, reserved words. Depends on aws only.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.dynamodb.expression.token;
