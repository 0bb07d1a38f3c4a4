/** Files that belong to one user: all that the engine keeps on disk is made here. */
@NullMarked
package dev.sluice.engine.files;

import org.jspecify.annotations.NullMarked;
