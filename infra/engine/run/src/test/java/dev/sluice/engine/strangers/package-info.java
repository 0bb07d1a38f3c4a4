/** Every operation of the engine, called by other accounts with the owner's resources. */
@NullMarked
package dev.sluice.engine.strangers;

import org.jspecify.annotations.NullMarked;
