/** Makes a running stack follow the files of its app. */
@NullMarked
package dev.sluice.cli.watch;

import org.jspecify.annotations.NullMarked;
