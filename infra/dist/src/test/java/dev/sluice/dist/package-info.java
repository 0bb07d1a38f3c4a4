/** The archive that is released, unpacked and run as whoever downloads it does. */
@NullMarked
package dev.sluice.dist;

import org.jspecify.annotations.NullMarked;
