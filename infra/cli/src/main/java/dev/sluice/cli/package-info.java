/** Sluice: cli. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli;
