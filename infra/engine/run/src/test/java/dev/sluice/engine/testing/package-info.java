/** What the engine's own tests are built with: a clock that travels and a kernel in a temporary folder. */
@NullMarked
package dev.sluice.engine.testing;

import org.jspecify.annotations.NullMarked;
