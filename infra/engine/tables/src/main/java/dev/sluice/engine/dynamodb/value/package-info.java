/**
 * DynamoDB's attribute values and items: reading, writing, ordering, sizes, and keys as bytes. Depends on {@code aws} only.
 */
@NullMarked
package dev.sluice.engine.dynamodb.value;

import org.jspecify.annotations.NullMarked;
