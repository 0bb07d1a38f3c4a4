/**
 * Where in a file of the catalog something stands. Depends on no other module.
 */
@NullMarked
package dev.sluice.rules.catalog.place;

import org.jspecify.annotations.NullMarked;
