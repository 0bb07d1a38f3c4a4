/** Sluice: rules. */
@org.jspecify.annotations.NullMarked
package dev.sluice.rules;
