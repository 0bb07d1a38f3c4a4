/** What became of the events: the way of one, and the account of all. Pure functions over the engine's trace and the journal. */
@NullMarked
package dev.sluice.cli.account;

import org.jspecify.annotations.NullMarked;
