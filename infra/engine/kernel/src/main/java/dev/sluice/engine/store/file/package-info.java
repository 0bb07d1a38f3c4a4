/**
 * The data folder as files: what format it has, whether it is whole, and copies of it. Knows no service.
 */
@NullMarked
package dev.sluice.engine.store.file;

import org.jspecify.annotations.NullMarked;
