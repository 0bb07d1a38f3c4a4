/** Deliberate bugs of the engine, to see that they are found. Compiled when they are asked for, and never in a build. */
@NullMarked
package dev.sluice.chaos.plants;

import org.jspecify.annotations.NullMarked;
