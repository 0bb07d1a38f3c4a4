/**
 * JSON that keeps key order and numbers exactly as they came. Depends on no other module.
 */
@NullMarked
package dev.sluice.rules.json;

import org.jspecify.annotations.NullMarked;
