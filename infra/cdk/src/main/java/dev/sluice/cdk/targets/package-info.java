/** What a route of the catalog may send to: one class per kind of target. Uses the bricks and the catalog. */
@NullMarked
package dev.sluice.cdk.targets;

import org.jspecify.annotations.NullMarked;
