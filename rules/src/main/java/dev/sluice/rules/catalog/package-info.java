/**
 * The catalog: sources, event types, routes and destinations, loaded from files and checked as a whole. Depends on the other packages of this module.
 */
@NullMarked
package dev.sluice.rules.catalog;

import org.jspecify.annotations.NullMarked;
