/** What goes wrong, and when: all of it decided by the seed. */
@NullMarked
package dev.sluice.chaos.faults;

import org.jspecify.annotations.NullMarked;
