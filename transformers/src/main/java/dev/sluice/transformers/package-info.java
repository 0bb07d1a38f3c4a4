/**
 * Lambda handlers that turn changes of rows into events. Depends on the packages below it and on the rules.
 */
@NullMarked
package dev.sluice.transformers;

import org.jspecify.annotations.NullMarked;
