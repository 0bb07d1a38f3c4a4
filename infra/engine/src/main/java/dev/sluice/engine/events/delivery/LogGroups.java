package dev.sluice.engine.events.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Kernel;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
final class LogGroups implements Attempts.Way {

    private record Entry(long timestamp, String message) {}

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
            // The group may have been made anew, without the stream.
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
        entries.sort(Comparator.comparingLong(Entry::timestamp));
        ObjectNode input =
                Json.object().put("logGroupName", group(target.arn())).put("logStreamName", stream);
        ArrayNode events = input.putArray("logEvents");
        entries.forEach(
                entry -> events.addObject().put("timestamp", entry.timestamp()).put("message", entry.message()));
        kernel.aws().call(caller, "logs", "PutLogEvents", input);
    }

    private Entry entry(Target target, Delivery delivery) {
        Parcel parcel = delivery.parcel();
        JsonNode node = parse(parcel.text());
        if (!target.parameters().hasNonNull("InputTransformer")) {
            return new Entry(timestamp(node.path("time"), parcel.ingested()), parcel.text());
        }
        JsonNode message = node.path("message");
        return new Entry(
                timestamp(node.path("timestamp"), parcel.ingested()),
                message.isTextual() ? message.asText() : Json.text(message));
    }

    private static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw AwsException.of("InvalidParameterException", "The log event is not valid JSON.");
        }
    }

    private static long timestamp(JsonNode time, Instant otherwise) {
        if (time.isNumber()) {
            return time.asLong();
        }
        try {
            return Instant.parse(time.asText()).toEpochMilli();
        } catch (DateTimeParseException e) {
            return otherwise.toEpochMilli();
        }
    }

    /** The name in {@code arn:aws:logs:<region>:<account>:log-group:<name>}, with or without {@code :*}. */
    private static String group(String arn) {
        String resource = arn.split(":", 6)[5];
        String name = resource.startsWith("log-group:") ? resource.substring("log-group:".length()) : resource;
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }
}
