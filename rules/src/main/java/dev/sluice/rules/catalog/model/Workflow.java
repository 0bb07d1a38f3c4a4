package dev.sluice.rules.catalog.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What happens with an event in several steps.
 *
 * @param definition in the Amazon States Language; names in braces such as <code>${Table}</code> are filled in by the stack
 * @see <a href="https://states-language.net/spec.html">The States Language specification</a>
 */
public record Workflow(String name, String description, JsonNode definition) {}
