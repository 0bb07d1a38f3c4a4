/** The demonstration: real rows, real events and real receivers, ending in a reconciliation that must balance. May use the command line's clients. */
@NullMarked
package dev.sluice.cli.demo;

import org.jspecify.annotations.NullMarked;
