/**
 * Names that people type. Depends on no other module.
 */
@NullMarked
package dev.sluice.rules.names;

import org.jspecify.annotations.NullMarked;
