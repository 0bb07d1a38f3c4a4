/** Figures as text, JSON and pictures. */
@NullMarked
package dev.sluice.bench.report;

import org.jspecify.annotations.NullMarked;
