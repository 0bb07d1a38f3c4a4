package dev.sluice.engine.logs.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.logs.group.Groups;
import dev.sluice.engine.logs.group.LogGroup;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import java.util.Map;

/** PutLogEvents: one batch, stored whole, in one commit with whatever else is written at that moment. */
public final class PutLogEvents implements Operation {

    /** Sequence tokens are no longer asked for; clients of old still expect one. */
    static final String SEQUENCE_TOKEN = "49039859602144706894441428105370862190022420460193155410";

    private final Kernel kernel;
    private final Groups groups;
    private final Streams streams;
    private final EventLog events;

    public PutLogEvents(Kernel kernel, Groups groups, Streams streams, EventLog events) {
        this.kernel = kernel;
        this.groups = groups;
        this.streams = streams;
        this.events = events;
    }

    @Override
    public Response call(Request request) {
        Members members = new Members(request.input());
        String name = members.required("logStreamName", StreamOperations.NAME);
        LogGroup group = groups.named(members, request.caller(), "PutLogEvents", name);
        long now = kernel.time().now().toEpochMilli();
        Batch batch = Batch.of(members, now, group.retentionDays());
        kernel.store().write(tx -> {
            long stream = streams.id(tx, group, name).orElseThrow(Streams::missing);
            if (!batch.kept().isEmpty()) {
                events.append(tx, group, stream, batch.kept(), now);
            }
            return true;
        });
        measure(group, batch);
        ObjectNode answer = Json.object().put("nextSequenceToken", SEQUENCE_TOKEN);
        if (!batch.rejected().isEmpty()) {
            answer.set("rejectedLogEventsInfo", batch.rejected());
        }
        return Response.of(answer);
    }

    private void measure(LogGroup group, Batch batch) {
        if (!batch.kept().isEmpty()) {
            Map<String, String> dimensions = Map.of("LogGroupName", group.name());
            kernel.metrics()
                    .of(group.account())
                    .record(
                            new Metric("AWS/Logs", "IncomingLogEvents", dimensions),
                            batch.kept().size());
            kernel.metrics()
                    .of(group.account())
                    .record(
                            new Metric("AWS/Logs", "IncomingBytes", dimensions),
                            batch.kept().stream().mapToLong(InputEvent::bytes).sum());
        }
    }
}
