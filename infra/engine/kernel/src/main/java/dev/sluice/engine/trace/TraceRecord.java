package dev.sluice.engine.trace;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened to an event.
 *
 * @param eventId the id of the envelope it happened to
 * @param subject the id that stays the same from the first hop to the receiver ({@code metadata.id}); empty if not known here
 * @param type such as EVENT_INGEST_SUCCESS, RULE_MATCH, NO_STANDARD_RULES_MATCHED, INVOCATION_SUCCESS, INVOCATION_FAILURE, INVOCATION_DLQ (the names of the event bus logs)
 * @param resource the ARN of the bus, rule or pipe
 * @param details more, in reading order; never a secret
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html">Event bus log schema</a>
 */
public record TraceRecord(
        String eventId, String subject, Instant at, String type, String resource, Map<String, String> details) {}
