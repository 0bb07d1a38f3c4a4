/**
 * Signature Version 4: verification of signed requests. Depends on {@code iam.credentials} and {@code wire.protocol}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.iam.signature;
