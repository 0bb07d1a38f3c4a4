/**
 * EventBridge event patterns, on AWS's own matcher. Depends on json only.
 */
@NullMarked
package dev.sluice.rules.pattern;

import org.jspecify.annotations.NullMarked;
