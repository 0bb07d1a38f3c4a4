/**
 * What tables are, and the register of those that exist. Depends on the kernel and {@code dynamodb.value} only.
 */
@NullMarked
package dev.sluice.engine.dynamodb.table;

import org.jspecify.annotations.NullMarked;
