/** Sluice: transformers. */
@org.jspecify.annotations.NullMarked
package dev.sluice.transformers;
