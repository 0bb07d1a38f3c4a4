/** Sluice: engine. */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine;
