/**
 * JSON Schemas of event types. Depends on json and names only.
 */
@NullMarked
package dev.sluice.rules.schema;

import org.jspecify.annotations.NullMarked;
