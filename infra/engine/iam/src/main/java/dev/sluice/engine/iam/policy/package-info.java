/**
 * Policies, their statements, who holds them, and the decision on a call. Depends on the kernel and {@code iam.condition}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.iam.policy;
