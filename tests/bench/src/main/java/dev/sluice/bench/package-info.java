/**
 * {@code ./sluice bench}: measures this engine, or any other endpoint that speaks AWS's protocols, from outside its process. May
 * use the command line to start an engine; nothing may depend on it.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
