/** The files that belong to a template: where they may lie. */
@NullMarked
package dev.sluice.engine.cfn.assembly;

import org.jspecify.annotations.NullMarked;
