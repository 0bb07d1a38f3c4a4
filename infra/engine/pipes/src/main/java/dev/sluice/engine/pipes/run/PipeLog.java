package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.pipes.pipe.Pipe;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipe's log in its log group: best effort, as AWS's delivery of logs is. This engine logs whole executions; TRACE
 * logs as much as INFO. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html">Logging Pipes</a>
 */
final class PipeLog {

    private static final Logger LOG = LoggerFactory.getLogger(PipeLog.class);
    private static final List<String> LEVELS = List.of("OFF", "ERROR", "INFO", "TRACE");
    private static final int MOST_CHARACTERS = 250_000;

    private final Kernel kernel;
    private final Pipe pipe;
    private final int level;
    private final boolean withData;
    private final String group;

    PipeLog(Kernel kernel, Pipe pipe) {
        JsonNode configuration = pipe.settings().path("LogConfiguration");
        this.kernel = kernel;
        this.pipe = pipe;
        this.level = LEVELS.indexOf(configuration.path("Level").asText("OFF"));
        this.withData = !configuration.path("IncludeExecutionData").isEmpty();
        String arn =
                configuration.at("/CloudwatchLogsLogDestination/LogGroupArn").asText("");
        this.group = arn.isEmpty() ? "" : arn.split(":", 8)[6];
    }

    /** Logs an execution, such as {@code EXECUTION_FAILED} at level ERROR. */
    void write(String type, String at, Batch batch, Optional<Fault> fault) {
        if (group.isEmpty() || LEVELS.indexOf(at) > level) {
            return;
        }
        ObjectNode record = Json.object()
                .put("resourceArn", pipe.arn())
                .put("timestamp", kernel.time().now().toEpochMilli())
                .put("executionId", kernel.ids().uuid().toString())
                .put("messageType", type)
                .put("logLevel", at);
        fault.ifPresent(why -> record.putObject("error").put("code", why.code()).put("message", why.message()));
        if (withData) {
            ArrayNode records = Json.array();
            batch.items().forEach(item -> records.add(item.json()));
            String payload = Json.text(records);
            boolean cut = payload.length() > MOST_CHARACTERS;
            record.put("payload", cut ? payload.substring(0, MOST_CHARACTERS) : payload);
            if (cut) {
                record.putArray("truncatedFields").add("payload");
            }
        }
        put(Json.text(record));
    }

    private void put(String message) {
        ObjectNode input = names();
        input.putArray("logEvents")
                .addObject()
                .put("timestamp", kernel.time().now().toEpochMilli())
                .put("message", message);
        Caller delivery = Caller.internal(pipe.arn().split(":", 6)[4]);
        try {
            put(delivery, input);
        } catch (AwsException e) {
            LOG.warn("the log of pipe {} cannot be written: {}", pipe.name(), e.message());
        }
    }

    private void put(Caller delivery, ObjectNode input) {
        try {
            kernel.aws().call(delivery, "logs", "PutLogEvents", input);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException") || !e.message().contains("stream")) {
                throw e;
            }
            kernel.aws().call(delivery, "logs", "CreateLogStream", names());
            kernel.aws().call(delivery, "logs", "PutLogEvents", input);
        }
    }

    private ObjectNode names() {
        return Json.object().put("logGroupName", group).put("logStreamName", pipe.name());
    }
}
