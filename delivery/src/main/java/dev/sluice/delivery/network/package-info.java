/**
 * Which addresses the sender may reach, and the resolver that pins them.
 * Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.delivery.network;

import org.jspecify.annotations.NullMarked;
