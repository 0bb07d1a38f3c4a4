package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;
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
    static ObjectNode entry(Pipe pipe) {
        ObjectNode view = brief(pipe);
        if (!pipe.reason().isEmpty()) {
            view.put("StateReason", pipe.reason());
        }
        for (String member : List.of("Source", "Target", "Enrichment")) {
            if (pipe.settings().has(member)) {
                view.set(member, pipe.settings().get(member));
            }
        }
        return view;
    }

    /** @param problem what keeps it from its source at the moment */
    static ObjectNode whole(Pipe pipe, Optional<String> problem) {
        ObjectNode view = brief(pipe);
        pipe.settings().properties().forEach(member -> view.set(member.getKey(), member.getValue()));
        String reason = pipe.reason().isEmpty() ? problem.orElse("") : pipe.reason();
        if (!reason.isEmpty()) {
            view.put("StateReason", reason);
        }
        ObjectNode tags = view.putObject("Tags");
        pipe.tags().forEach(tags::put);
        return view;
    }

    private static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }
}
