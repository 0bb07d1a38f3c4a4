/** Finds what a template asks for and one machine cannot provide, anywhere in the properties. */
@NullMarked
package dev.sluice.engine.cfn.checks;

import org.jspecify.annotations.NullMarked;
