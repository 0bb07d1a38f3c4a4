/**
 * The JSONPath of all services: names, indexes and wildcards. Depends on nothing else in the engine.
 */
@NullMarked
package dev.sluice.engine.jsonpath;

import org.jspecify.annotations.NullMarked;
