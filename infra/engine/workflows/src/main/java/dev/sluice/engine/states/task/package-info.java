/**
 * The tasks of a state machine: calls of other services in AWS's integration patterns. Depends on {@code states.asl} and the kernel.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.states.task;
