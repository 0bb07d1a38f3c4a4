/** What a template declares, and what an engine on this machine makes of it. */
@NullMarked
package dev.sluice.cli.stack;

import org.jspecify.annotations.NullMarked;
