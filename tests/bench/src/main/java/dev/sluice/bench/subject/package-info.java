/** What is measured: a process that answers AWS's protocols, how it is called, and what it uses of the machine. */
@NullMarked
package dev.sluice.bench.subject;

import org.jspecify.annotations.NullMarked;
