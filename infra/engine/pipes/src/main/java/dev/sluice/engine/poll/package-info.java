/**
 * What pipes and event source mappings share: records that were read from a source, filters, the outcome of a batch, and the
 * threads that work on batches. Depends on aws, time and the rules' patterns.
 */
@NullMarked
package dev.sluice.engine.poll;

import org.jspecify.annotations.NullMarked;
