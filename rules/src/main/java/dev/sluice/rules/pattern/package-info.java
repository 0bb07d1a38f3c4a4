/**
 * EventBridge event patterns, on AWS's own matcher. Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.rules.pattern;

import org.jspecify.annotations.NullMarked;
