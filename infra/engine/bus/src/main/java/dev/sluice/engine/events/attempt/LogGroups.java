package dev.sluice.engine.events.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Log groups as targets: the event is the message, its {@code time} the timestamp; a transformer makes both. Each target writes
 * to a log stream that is made for it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Targets: CloudWatch Logs</a>
 */
public final class LogGroups implements Attempts.TargetClient {

    /** @param ingested when the bus took the event in, in milliseconds since 1970 */
    private record Entry(long timestamp, String message, long ingested) {
        Entry whenIngested() {
            return new Entry(ingested, message, ingested);
        }
    }

    private final Kernel kernel;
    private final Map<String, String> streams = new ConcurrentHashMap<>();

    LogGroups(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Attempt go(Target target, Caller caller, List<Delivery> deliveries) {
        String stream = streams.computeIfAbsent(target.key(), missing -> create(caller, group(target.arn())));
        try {
            put(target, caller, stream, deliveries);
        } catch (AwsException e) {
            // The group may have been created again, without the stream.
            streams.remove(target.key(), stream);
            throw e;
        }
        return Attempt.made(Outcome.delivered());
    }

    private String create(Caller caller, String group) {
        String stream = kernel.ids().uuid().toString();
        ObjectNode input = Json.object().put("logGroupName", group).put("logStreamName", stream);
        kernel.aws().call(caller, "logs", "CreateLogStream", input);
        return stream;
    }

    private void put(Target target, Caller caller, String stream, List<Delivery> deliveries) {
        List<Entry> entries = new ArrayList<>(deliveries.size());
        deliveries.forEach(delivery -> entries.add(entry(target, delivery)));
        List<Entry> rejected = write(target, caller, stream, sorted(entries));
        if (rejected.isEmpty()) {
            return;
        }
        // CloudWatch Logs takes no event of more than 14 days ago, or of more than 2 hours ahead, and a publisher may
        // say any
        // time: such an event is logged under the time at which the bus took it in; its own is in the message.
        List<Entry> late = sorted(rejected.stream().map(Entry::whenIngested).toList());
        if (!write(target, caller, stream, late).isEmpty()) {
            throw AwsException.of(
                    "InvalidParameterException", "The log group takes no event of that time, nor of its ingestion.");
        }
    }

    private static List<Entry> sorted(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::timestamp))
                .toList();
    }

    /** Answers the entries that were rejected for their time. */
    private List<Entry> write(Target target, Caller caller, String stream, List<Entry> entries) {
        ObjectNode input =
                Json.object().put("logGroupName", group(target.arn())).put("logStreamName", stream);
        ArrayNode events = input.putArray("logEvents");
        entries.forEach(
                entry -> events.addObject().put("timestamp", entry.timestamp()).put("message", entry.message()));
        JsonNode rejected =
                kernel.aws().call(caller, "logs", "PutLogEvents", input).path("rejectedLogEventsInfo");
        int from = Math.max(
                rejected.path("tooOldLogEventEndIndex").asInt(0),
                rejected.path("expiredLogEventEndIndex").asInt(0));
        int to = rejected.path("tooNewLogEventStartIndex").asInt(entries.size());
        List<Entry> left = new ArrayList<>(entries.subList(0, Math.min(from, to)));
        left.addAll(entries.subList(to, entries.size()));
        return left;
    }

    private Entry entry(Target target, Delivery delivery) {
        DeliveryContent content = delivery.content();
        long ingested = content.ingested().toEpochMilli();
        JsonNode node = parse(content.text());
        if (!target.parameters().hasNonNull("InputTransformer")) {
            return new Entry(timestamp(node.path("time"), ingested), content.text(), ingested);
        }
        JsonNode message = node.path("message");
        return new Entry(
                timestamp(node.path("timestamp"), ingested),
                message.isTextual() ? message.asText() : Json.text(message),
                ingested);
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw AwsException.of("InvalidParameterException", "The log event is not valid JSON.");
        }
    }

    private static long timestamp(JsonNode time, long otherwise) {
        if (time.isNumber()) {
            return time.asLong();
        }
        return Timestamp.parse(time.asText()).map(Instant::toEpochMilli).orElse(otherwise);
    }

    /** The name in {@code arn:aws:logs:<region>:<account>:log-group:<name>}, with or without {@code :*}. */
    private static String group(String arn) {
        String resource = arn.split(":", 6)[5];
        String name = resource.startsWith("log-group:") ? resource.substring("log-group:".length()) : resource;
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }
}
