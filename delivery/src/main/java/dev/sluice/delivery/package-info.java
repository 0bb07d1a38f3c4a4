/** Sluice: delivery. */
@org.jspecify.annotations.NullMarked
package dev.sluice.delivery;
