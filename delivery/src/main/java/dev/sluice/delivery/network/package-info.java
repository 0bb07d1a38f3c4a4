/**
 * What webhook URLs may look like, and the resolver that pins the addresses that were vetted.
 */
@NullMarked
package dev.sluice.delivery.network;

import org.jspecify.annotations.NullMarked;
