/** Decisions: who and what may pass. Each is a pure function behind a thin Lambda handler. May use rules and AWS clients. */
@NullMarked
package dev.sluice.authorizers;

import org.jspecify.annotations.NullMarked;
