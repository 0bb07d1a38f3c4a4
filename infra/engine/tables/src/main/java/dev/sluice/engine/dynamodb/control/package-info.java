/**
 * DynamoDB's operations on tables. Depends on the kernel and on {@code dynamodb.item} and what that depends on.
 */
@NullMarked
package dev.sluice.engine.dynamodb.control;

import org.jspecify.annotations.NullMarked;
