/** Reads the files of a catalog, one kind of part each, and collects every problem with its file, line and pointer. */
@NullMarked
package dev.sluice.rules.catalog.read;

import org.jspecify.annotations.NullMarked;
