/**
 * Checks of a pipe's source, target and log parameters against AWS's constraints. Depends on aws and {@code request}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.pipes.check;
