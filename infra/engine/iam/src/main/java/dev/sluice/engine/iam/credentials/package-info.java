/**
 * The engine's own access keys and session tokens. Depends on the kernel and {@code iam.policy}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.iam.credentials;
