/**
 * Builds a pipe's payloads and parameters from its events: input templates and paths. Depends on aws, jsonpath and
 * template only.
 */
@NullMarked
package dev.sluice.engine.pipes.template;

import org.jspecify.annotations.NullMarked;
