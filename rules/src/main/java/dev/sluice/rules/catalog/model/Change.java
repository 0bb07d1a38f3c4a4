package dev.sluice.rules.catalog.model;

import dev.sluice.rules.pattern.EventPattern;
import java.util.Optional;

/**
 * Which change of a row becomes which event.
 *
 * @param on INSERT, MODIFY or REMOVE
 * @param when a pattern over {@code {"new": row, "old": row, "changed": [names]}}; empty for every such change
 * @param type the detail-type of the event
 */
public record Change(String on, Optional<EventPattern> when, String type) {}
