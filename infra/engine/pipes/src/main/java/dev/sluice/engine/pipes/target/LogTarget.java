package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.pipes.template.Parameter;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Time;
import dev.sluice.engine.time.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A CloudWatch log group. The stream is made when it is missing. */
public final class LogTarget implements Target {

    private static final int MOST = 10_000;

    private record Line(long at, String message) {}

    private final Aws aws;
    private final Caller caller;
    private final Time time;
    private final String group;
    private final String stream;
    private final Optional<Parameter> timestamp;

    /**
     * @param group the name of the log group
     * @param timestamp where an event's own time is, in milliseconds since 1970 or ISO 8601
     */
    public LogTarget(Aws aws, Caller caller, Time time, String group, String stream, Optional<Parameter> timestamp) {
        this.aws = aws;
        this.caller = caller;
        this.time = time;
        this.group = group;
        this.stream = stream;
        this.timestamp = timestamp;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(List<Element> elements) {
        List<Line> lines = new ArrayList<>();
        for (Element element : elements) {
            lines.add(new Line(at(element), element.text()));
        }
        lines.sort(Comparator.comparingLong(Line::at));
        ObjectNode input = names();
        ArrayNode events = input.putArray("logEvents");
        lines.forEach(line -> events.addObject().put("timestamp", line.at()).put("message", line.message()));
        try {
            aws.call(caller, "logs", "PutLogEvents", input);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException") || !e.message().contains("stream")) {
                throw e;
            }
            aws.call(caller, "logs", "CreateLogStream", names());
            aws.call(caller, "logs", "PutLogEvents", input);
        }
        return Outcome.done();
    }

    private ObjectNode names() {
        return Json.object().put("logGroupName", group).put("logStreamName", stream);
    }

    private long at(Element element) {
        Optional<JsonNode> given = timestamp.flatMap(parameter -> parameter.value(element.event()));
        if (given.isPresent() && given.get().isNumber()) {
            return given.get().asLong();
        }
        return given.flatMap(text -> Timestamp.parse(text.asText()))
                .orElseGet(time::now)
                .toEpochMilli();
    }
}
