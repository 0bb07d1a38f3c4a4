/**
 * JSON that keeps key order and numbers exactly as they came. Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.rules.json;

import org.jspecify.annotations.NullMarked;
