package dev.sluice.cli.deployed;

import dev.sluice.engine.trace.TraceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The logs of a stack's buses in CloudWatch Logs. An event is looked for around the time at which the journal saw it, because
 * CloudWatch Logs reads all that a log group has of a time.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html">Log schema</a>
 */
public final class BusLog implements Hops {

    /** Admission takes seconds, and a queue that is late has an alarm. */
    private static final Duration AROUND = Duration.ofMinutes(15);

    /** A rule tries its target for that long at most. */
    private static final Duration RETRIES = Duration.ofHours(24);

    /** From an envelope's id to the stable id, to the other envelopes. */
    private static final int HOPS = 3;

    private static final String STEPS =
            "{ ($.message_type = \"EVENT_INGEST_SUCCESS\") || ($.message_type = \"RULE_MATCH\")"
                    + " || ($.message_type = \"NO_STANDARD_RULES_MATCHED\") || ($.message_type = \"INVOCATION_SUCCESS\")"
                    + " || ($.message_type = \"INVOCATION_FAILURE\") || ($.message_type = \"INVOCATION_DLQ\")"
                    + " || ($.message_type = \"INVOCATION_ATTEMPT_RETRYABLE_FAILURE\") }";

    private final Clients clients;
    private final String group;
    private final BusRecords records;

    public BusLog(Deployment deployment) {
        this.clients = deployment.clients();
        this.group = deployment.busLogGroup();
        this.records = new BusRecords(deployment.coreBusArn());
    }

    @Override
    public List<TraceRecord> of(String id, Span span) {
        Span near = new Span(span.from().minus(AROUND), span.until().plus(AROUND));
        List<TraceRecord> found = all(id, near);
        if (BusRecords.underWay(found)) {
            found = all(id, new Span(near.from(), near.until().plus(RETRIES)));
        }
        return found;
    }

    /** The records of the event under its stable id and the ids of all its envelopes, each of which names the next. */
    private List<TraceRecord> all(String id, Span span) {
        Set<String> ids = Set.of(id);
        for (int i = 0; i < HOPS; i++) {
            List<String> messages = filter(terms(ids), span);
            Set<String> more = records.related(messages, ids);
            if (more.equals(ids)) {
                return records.read(messages, ids);
            }
            ids = more;
        }
        return records.read(filter(terms(ids), span), ids);
    }

    @Override
    public List<TraceRecord> since(Instant from) {
        return records.read(filter(STEPS, new Span(from, Instant.MAX)));
    }

    @Override
    public String place() {
        return "the log group " + group;
    }

    private static String terms(Set<String> ids) {
        return ids.stream()
                .map(id -> "?\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(" "));
    }

    private List<String> filter(String pattern, Span span) {
        List<String> messages = new ArrayList<>();
        try (CloudWatchLogsClient logs = clients.logs()) {
            for (FilteredLogEvent event : logs.filterLogEventsPaginator(filter -> {
                        filter.logGroupName(group)
                                .filterPattern(pattern)
                                .startTime(Math.max(0, span.from().toEpochMilli()));
                        if (!span.until().equals(Instant.MAX)) {
                            filter.endTime(span.until().toEpochMilli());
                        }
                    })
                    .events()) {
                messages.add(event.message());
            }
        }
        return messages;
    }
}
