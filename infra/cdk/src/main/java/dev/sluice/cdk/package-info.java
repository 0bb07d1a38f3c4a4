/** The construct library: Sluice out of a catalog folder and the workloads that an app hands over. May use the rules. */
@NullMarked
package dev.sluice.cdk;

import org.jspecify.annotations.NullMarked;
