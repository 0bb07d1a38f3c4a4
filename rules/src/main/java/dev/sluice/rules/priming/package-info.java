/**
 * What a function does before Lambda takes its snapshot: its main path, on a sample, against an AWS that is only a stage. So
 * what a JVM loads, links and compiles on first use is in the snapshot, and nothing outside has changed.
 */
@NullMarked
package dev.sluice.rules.priming;

import org.jspecify.annotations.NullMarked;
