package dev.sluice.runtime.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the dispatcher decided about one event.
 *
 * @param eventId the event's stable id
 * @param type the event's type as published
 * @param matched the endpoints that get it
 * @param skipped the endpoints that would, with the reason why not
 */
public record Dispatch(
        String eventId, String tenant, String type, Instant at, List<String> matched, Map<String, String> skipped) {}
