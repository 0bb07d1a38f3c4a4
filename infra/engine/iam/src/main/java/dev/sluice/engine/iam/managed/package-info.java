/** Policies that every account has. */
@NullMarked
package dev.sluice.engine.iam.managed;

import org.jspecify.annotations.NullMarked;
