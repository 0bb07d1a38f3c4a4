/**
 * Verifies Standard Webhooks on the receiver's side: symmetric ({@code v1}) and asymmetric ({@code v1a}) signatures. It depends on
 * the JDK alone.
 */
@NullMarked
package dev.sluice.verify;

import org.jspecify.annotations.NullMarked;
