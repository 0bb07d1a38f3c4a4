package dev.sluice.engine.logs.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.logs.group.Groups;
import dev.sluice.engine.logs.group.LogGroup;
import dev.sluice.engine.logs.group.LogPage;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;

/** Creating, describing and deleting log streams. */
public final class StreamOperations {

    public static final TextConstraint NAME = TextConstraint.matching(1, 512, "[^:*]*");
    private static final TextConstraint ORDER = TextConstraint.oneOf("LogStreamName", "LastEventTime");
    private static final TextConstraint TOKEN = TextConstraint.length(1, 4_096);
    private static final int MOST = 50;

    private final Kernel kernel;
    private final Groups groups;
    private final Streams streams;

    public StreamOperations(Kernel kernel, Groups groups, Streams streams) {
        this.kernel = kernel;
        this.groups = groups;
        this.streams = streams;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateLogStream", this::create,
                "DeleteLogStream", this::delete,
                "DescribeLogStreams", this::describe);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("logStreamName", NAME);
        LogGroup group = groups.named(members, request.caller(), "CreateLogStream", name);
        streams.create(group, name, kernel.time().now().toEpochMilli());
        return Response.empty();
    }

    private Response delete(Request request) {
        Members members = new Members(request.input());
        String name = members.required("logStreamName", NAME);
        streams.delete(groups.named(members, request.caller(), "DeleteLogStream", name), name);
        return Response.empty();
    }

    private Response describe(Request request) {
        Members members = new Members(request.input());
        String prefix = members.text("logStreamNamePrefix", NAME).orElse("");
        String order = members.text("orderBy", ORDER).orElse("LogStreamName");
        boolean descending = members.node().path("descending").asBoolean();
        int limit = members.number("limit", 1, MOST).orElse(MOST);
        String token = members.text("nextToken", TOKEN).orElse("");
        LogGroup group = groups.named(members, request.caller(), "DescribeLogStreams", "");
        if (order.equals("LastEventTime")) {
            if (!prefix.isEmpty()) {
                throw AwsException.of(
                        "InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
            }
            List<LogStream> all = streams.byLastEvent(group, descending);
            return Response.of(LogPage.of(members, "logStreams", all, LogStream::name, stream -> view(group, stream)));
        }
        List<LogStream> page = streams.byName(group, prefix, token, descending, limit + 1);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("logStreams");
        page.stream().limit(limit).forEach(stream -> list.add(view(group, stream)));
        if (page.size() > limit) {
            answer.put("nextToken", page.get(limit - 1).name());
        }
        return Response.of(answer);
    }

    private ObjectNode view(LogGroup group, LogStream stream) {
        ObjectNode view = Json.object()
                .put("logStreamName", stream.name())
                .put("creationTime", stream.created())
                .put("arn", groups.arn(group) + ":log-stream:" + stream.name())
                .put("storedBytes", 0);
        if (stream.lastIngestion() > 0) {
            view.put("firstEventTimestamp", stream.firstEvent())
                    .put("lastEventTimestamp", stream.lastEvent())
                    .put("lastIngestionTime", stream.lastIngestion());
        }
        return view.put("uploadSequenceToken", PutLogEvents.SEQUENCE_TOKEN);
    }
}
