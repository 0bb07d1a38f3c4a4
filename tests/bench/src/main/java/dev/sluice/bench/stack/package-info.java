/** Benches of Sluice's stack: from a change or a partner's event to the signed webhook. They need an engine of their own. */
@NullMarked
package dev.sluice.bench.stack;

import org.jspecify.annotations.NullMarked;
