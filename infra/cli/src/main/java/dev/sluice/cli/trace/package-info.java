/** What became of events: the path of one, the counts of all. Pure functions over the trace and the journal. */
@NullMarked
package dev.sluice.cli.trace;

import org.jspecify.annotations.NullMarked;
