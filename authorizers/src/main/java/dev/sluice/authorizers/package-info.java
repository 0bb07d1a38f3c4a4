/** Sluice: authorizers. */
@org.jspecify.annotations.NullMarked
package dev.sluice.authorizers;
