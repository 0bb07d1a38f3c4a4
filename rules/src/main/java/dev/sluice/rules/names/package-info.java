/**
 * Names that people type. Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.rules.names;

import org.jspecify.annotations.NullMarked;
