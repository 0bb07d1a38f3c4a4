/**
 * DynamoDB's operations on items. Depends on the kernel and on {@code dynamodb.item} and what that depends on.
 */
@NullMarked
package dev.sluice.engine.dynamodb.data;

import org.jspecify.annotations.NullMarked;
