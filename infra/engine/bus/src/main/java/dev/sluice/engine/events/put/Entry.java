package dev.sluice.engine.events.put;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.time.Timestamp;
import dev.sluice.rules.json.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a PutEvents request. Texts that were not given are empty.
 *
 * @param time what the publisher says when it happened
 */
public record Entry(
        Optional<Instant> time,
        String source,
        List<String> resources,
        String detailType,
        String detail,
        String bus,
        String trace) {

    static Entry read(JsonNode node, int position) {
        List<String> resources = List.of();
        JsonNode given = node.get("Resources");
        if (given != null && !given.isEmpty()) {
            resources = new ArrayList<>(given.size());
            for (JsonNode resource : given) {
                resources.add(resource.asText());
            }
        }
        return new Entry(
                time(node.get("Time"), position),
                text(node, "Source"),
                resources,
                text(node, "DetailType"),
                text(node, "Detail"),
                text(node, "EventBusName"),
                text(node, "TraceHeader"));
    }

    /** Bytes that count for the limit of a request. */
    int size() {
        int size = time.isPresent() ? Limits.TIME_BYTES : 0;
        for (String resource : resources) {
            size += bytes(resource);
        }
        return size + bytes(source) + bytes(detailType) + bytes(detail);
    }

    /** An escape counts as what it is: the event is passed on with it. */
    private static int bytes(String text) {
        return StorableText.escaped(text).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null || value.isNull() ? "" : value.asText();
    }

    private static Optional<Instant> time(@org.jspecify.annotations.Nullable JsonNode value, int position) {
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        Optional<Instant> time = Timestamp.read(value);
        if (time.isEmpty()) {
            throw AwsException.of("SerializationException", "entries." + position + ".member.time is not a timestamp.");
        }
        return time;
    }

    /** As AWS prints an entry in a message. */
    @Override
    public String toString() {
        return "PutEventsRequestEntry(time=" + time.map(Instant::toString).orElse("null") + ", source=" + shown(source)
                + ", resources=" + (resources.isEmpty() ? "null" : resources.toString()) + ", detailType="
                + shown(detailType) + ", detail=" + shown(detail) + ", eventBusName=" + shown(bus) + ", traceHeader="
                + shown(trace) + ", kmsKeyIdentifier=null, internalMetadata=null)";
    }

    private static String shown(String text) {
        return text.isEmpty() ? "null" : text;
    }
}
