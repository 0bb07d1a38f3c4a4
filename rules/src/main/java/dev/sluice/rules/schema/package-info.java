/**
 * JSON Schemas of event types. Depends on nothing of ours.
 */
@NullMarked
package dev.sluice.rules.schema;

import org.jspecify.annotations.NullMarked;
