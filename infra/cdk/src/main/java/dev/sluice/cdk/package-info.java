/** The CDK app: reads the catalog, stages the functions and synthesizes the one stack. May use the rules. */
@NullMarked
package dev.sluice.cdk;

import org.jspecify.annotations.NullMarked;
