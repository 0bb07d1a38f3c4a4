package dev.sluice.engine.logs.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.logs.filter.FilterPattern;
import dev.sluice.engine.logs.group.Groups;
import dev.sluice.engine.logs.group.LogGroup;
import dev.sluice.engine.logs.stream.EventLog;
import dev.sluice.engine.logs.stream.LogEvent;
import dev.sluice.engine.logs.stream.Position;
import dev.sluice.engine.logs.stream.Span;
import dev.sluice.engine.logs.stream.StreamOperations;
import dev.sluice.engine.logs.stream.Streams;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.function.Predicate;

/**
 * FilterLogEvents: a whole group, or some streams of it. Each call looks at a bounded number of events, so a page may be
 * empty and still have a token, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
public final class FilterLogEvents implements Operation {

    private static final int MOST = 10_000;
    private static final int MOST_STREAMS = 100;
    private static final int LOOKED_AT = 100_000;
    private static final int CHUNK = 1_000;
    private static final int PAGE_BYTES = 1 << 20;
    private static final TextConstraint TOKEN = TextConstraint.length(1, 256);
    private static final TextConstraint PATTERN = TextConstraint.length(0, 1_024);

    private final Groups groups;
    private final Streams streams;
    private final EventLog events;

    public FilterLogEvents(Groups groups, Streams streams, EventLog events) {
        this.groups = groups;
        this.streams = streams;
        this.events = events;
    }

    @Override
    public Response call(Request request) {
        Members members = new Members(request.input());
        FilterPattern pattern =
                FilterPattern.parse(members.text("filterPattern", PATTERN).orElse(""));
        Position after = members.text("nextToken", TOKEN).map(Position::of).orElse(Position.START);
        int limit = members.number("limit", 1, MOST).orElse(MOST);
        long to = members.node().path("endTime").asLong(Long.MAX_VALUE - 1);
        Span span = new Span(members.node().path("startTime").asLong(0), to == Long.MAX_VALUE ? to : to + 1);
        List<String> names = members.texts("logStreamNames", StreamOperations.NAME);
        String prefix =
                members.text("logStreamNamePrefix", StreamOperations.NAME).orElse("");
        LogGroup group = groups.named(members, request.caller(), "FilterLogEvents", "");
        Predicate<String> wanted = streams(group, names, prefix);
        return Response.of(page(
                group, after, span, limit, event -> wanted.test(event.stream()) && pattern.matches(event.message())));
    }

    private Predicate<String> streams(LogGroup group, List<String> names, String prefix) {
        if (names.size() > MOST_STREAMS) {
            throw AwsException.of(
                    "InvalidParameterException",
                    "1 validation error detected: Value at 'logStreamNames' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + MOST_STREAMS);
        }
        if (!names.isEmpty() && !prefix.isEmpty()) {
            throw AwsException.of(
                    "InvalidParameterException",
                    "logStreamNamePrefix and logStreamNames must not be specified at the same time.");
        }
        names.forEach(name -> streams.require(group, name));
        return names.isEmpty() ? name -> name.startsWith(prefix) : List.copyOf(names)::contains;
    }

    private ObjectNode page(LogGroup group, Position after, Span span, int limit, Predicate<LogEvent> wanted) {
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("events");
        answer.putArray("searchedLogStreams");
        Position at = after;
        long bytes = 0;
        for (int seen = 0; seen < LOOKED_AT; seen += CHUNK) {
            List<LogEvent> chunk = events.ofGroup(group, at, span, CHUNK);
            for (LogEvent event : chunk) {
                at = event.position();
                if (wanted.test(event)) {
                    page.add(view(event));
                    bytes += event.message().length();
                    if (page.size() == limit || bytes > PAGE_BYTES) {
                        return more(answer, group, at, span);
                    }
                }
            }
            if (chunk.size() < CHUNK) {
                return answer;
            }
        }
        return more(answer, group, at, span);
    }

    private ObjectNode more(ObjectNode answer, LogGroup group, Position at, Span span) {
        return events.ofGroup(group, at, span, 1).isEmpty() ? answer : answer.put("nextToken", at.digits());
    }

    private static ObjectNode view(LogEvent event) {
        return Json.object()
                .put("logStreamName", event.stream())
                .put("timestamp", event.at())
                .put("message", event.message())
                .put("ingestionTime", event.ingested())
                .put("eventId", event.position().digits());
    }
}
