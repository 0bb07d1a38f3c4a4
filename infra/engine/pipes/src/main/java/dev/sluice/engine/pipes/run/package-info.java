/**
 * Pipes that run: each execution goes from the source's records through the enrichment to the target. Depends on poll, pipe and
 * target.
 */
@NullMarked
package dev.sluice.engine.pipes.run;

import org.jspecify.annotations.NullMarked;
