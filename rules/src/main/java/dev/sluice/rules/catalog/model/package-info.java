/** What a catalog consists of: sources with their event types, routes with their targets, destinations and workflows. */
@NullMarked
package dev.sluice.rules.catalog.model;

import org.jspecify.annotations.NullMarked;
