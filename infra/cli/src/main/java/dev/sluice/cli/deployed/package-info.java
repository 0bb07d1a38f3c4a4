/** A deployed stack, on AWS or in an engine: where it is, and what it reports about its events through AWS's public calls. */
@NullMarked
package dev.sluice.cli.deployed;

import org.jspecify.annotations.NullMarked;
