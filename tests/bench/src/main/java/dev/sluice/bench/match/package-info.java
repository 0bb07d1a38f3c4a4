/**
 * How the cost of finding who wants an event grows with how many are registered. The code of the functions and the engine, alone
 * on one thread, beside the matching library and the parser that they use.
 */
@NullMarked
package dev.sluice.bench.match;

import org.jspecify.annotations.NullMarked;
