/** What a template asks for and one machine cannot give, wherever it stands in the properties. */
@NullMarked
package dev.sluice.engine.cfn.checks;

import org.jspecify.annotations.NullMarked;
