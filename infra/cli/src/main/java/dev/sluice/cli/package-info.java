/**
 * The command line: starts the engine, talks to it as any AWS client would, and shows what happened. May use the engine's
 * public start and stop and the catalog; everything else goes through AWS APIs.
 */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
