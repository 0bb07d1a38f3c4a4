package dev.sluice.engine.logs.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * GetLogEvents: one stream, forwards or backwards. A token that comes back unchanged means that there is no more that way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 */
public final class GetLogEvents implements Operation {

    private static final int MOST = 10_000;
    private static final TextConstraint TOKEN = TextConstraint.length(1, 256);
    private static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Groups groups;
    private final Streams streams;
    private final EventLog events;
    private final Kernel kernel;

    public GetLogEvents(Kernel kernel, Groups groups, Streams streams, EventLog events) {
        this.kernel = kernel;
        this.groups = groups;
        this.streams = streams;
        this.events = events;
    }

    @Override
    public Response call(Request request) {
        Members members = new Members(request.input());
        String name = members.required("logStreamName", StreamOperations.NAME);
        String token = members.text("nextToken", TOKEN).orElse("");
        int limit = members.number("limit", 1, MOST).orElse(MOST);
        LogGroup group = groups.named(members, request.caller(), "GetLogEvents", name);
        long stream = streams.require(group, name);
        Span span = new Span(
                members.node().path("startTime").asLong(0),
                members.node().path("endTime").asLong(Long.MAX_VALUE));
        boolean forwards =
                token.isEmpty() ? members.node().path("startFromHead").asBoolean() : token.startsWith("f/");
        Position from = token.isEmpty() ? forwards ? Position.START : END : position(token);
        List<LogEvent> page =
                forwards ? events.after(stream, from, span, limit) : events.before(stream, from, span, limit);
        List<LogEvent> fitting = new ArrayList<>(PageBytes.fit(page));
        if (!forwards) {
            Collections.reverse(fitting);
        }
        return Response.of(answer(fitting, from));
    }

    private ObjectNode answer(List<LogEvent> page, Position from) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        for (LogEvent event : page) {
            list.addObject()
                    .put("timestamp", event.at())
                    .put("message", event.message())
                    .put("ingestionTime", event.ingested());
        }
        // An empty page read from the end: what is written from now on is what comes next.
        Position empty = from.equals(END) ? new Position(kernel.time().now().toEpochMilli() - 1, Long.MAX_VALUE) : from;
        Position last = page.isEmpty() ? empty : page.get(page.size() - 1).position();
        Position first = page.isEmpty() ? empty : page.get(0).position();
        return answer.put("nextForwardToken", "f/" + last.digits() + "/s")
                .put("nextBackwardToken", "b/" + first.digits() + "/s");
    }

    private static Position position(String token) {
        if (!token.matches("[fb]/\\d+(/s)?")) {
            throw Position.invalid();
        }
        return Position.of(token.substring(2).replace("/s", ""));
    }
}
