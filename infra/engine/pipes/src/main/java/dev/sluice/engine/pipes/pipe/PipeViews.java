package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.pipes.check.Kinds;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Pipes as answers show them. */
final class PipeViews {

    private PipeViews() {}

    /** The answer of an operation that changes a pipe. */
    static ObjectNode brief(Pipe pipe) {
        return Json.object()
                .put("Arn", pipe.arn())
                .put("Name", pipe.name())
                .put("DesiredState", pipe.desired())
                .put("CurrentState", pipe.current())
                .put("CreationTime", seconds(pipe.createdAt()))
                .put("LastModifiedTime", seconds(pipe.modifiedAt()));
    }

    /** An entry of ListPipes. */
    static ObjectNode entry(Pipe pipe, Optional<String> problem) {
        ObjectNode view = brief(pipe);
        reason(pipe, problem, view);
        for (String member : List.of("Source", "Target", "Enrichment")) {
            if (pipe.settings().has(member)) {
                view.set(member, pipe.settings().get(member));
            }
        }
        return view;
    }

    /** @param problem what keeps it from its source, or from passing on what it read, at the moment */
    static ObjectNode whole(Pipe pipe, Optional<String> problem) {
        ObjectNode view = brief(pipe);
        pipe.settings().properties().forEach(member -> view.set(member.getKey(), member.getValue()));
        batch(pipe, view);
        reason(pipe, problem, view);
        ObjectNode tags = view.putObject("Tags");
        pipe.tags().forEach(tags::put);
        return view;
    }

    private static void reason(Pipe pipe, Optional<String> problem, ObjectNode view) {
        String reason = pipe.reason().isEmpty() ? problem.orElse("") : pipe.reason();
        if (!reason.isEmpty()) {
            view.put("StateReason", reason);
        }
    }

    /** AWS reports the batch size of a source even if it is the default, and no other default. */
    private static void batch(Pipe pipe, ObjectNode view) {
        boolean stream = Kinds.isStream(pipe.source());
        if (!stream && !Kinds.isQueue(pipe.source())) {
            return;
        }
        ObjectNode source =
                view.path("SourceParameters").deepCopy() instanceof ObjectNode given ? given : Json.object();
        String kind = stream ? "DynamoDBStreamParameters" : "SqsQueueParameters";
        ObjectNode parameters = source.path(kind) instanceof ObjectNode given ? given : source.putObject(kind);
        if (!parameters.has("BatchSize")) {
            parameters.put("BatchSize", Kinds.standardBatch(pipe.source(), pipe.target(), pipe.enrichment()));
        }
        view.set("SourceParameters", source);
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }
}
