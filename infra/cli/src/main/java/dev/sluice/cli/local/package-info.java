/** The parts of a Sluice on this machine: the home folder, the data folder, the running engine and its principals. */
@NullMarked
package dev.sluice.cli.local;

import org.jspecify.annotations.NullMarked;
