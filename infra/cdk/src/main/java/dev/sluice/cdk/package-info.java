/** The construct library: Sluice, built from a catalog folder and the workloads that an app passes in. May use the rules. */
@NullMarked
package dev.sluice.cdk;

import org.jspecify.annotations.NullMarked;
