/**
 * Items in the store: their rows, the rows of their indexes, conditional writes, and reading page by page. Depends on the
 * kernel and on {@code dynamodb.value}, {@code expression}, {@code table} and {@code stream}.
 */
@NullMarked
package dev.sluice.engine.dynamodb.item;

import org.jspecify.annotations.NullMarked;
