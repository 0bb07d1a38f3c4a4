/** The CDK app of the example: an ordinary user of the construct library. */
@NullMarked
package dev.sluice.examples.commerce.app;

import org.jspecify.annotations.NullMarked;
