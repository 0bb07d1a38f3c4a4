package dev.sluice.rules.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.json.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event as EventBridge delivers it.
 *
 * @param id the id that the bus gave it
 * @param detailType the event type, such as {@code order.placed}
 * @param source who published it
 * @param account the 12-digit account that published it
 * @param time when it happened, ISO 8601
 * @param region where it was taken in
 * @param replayName the replay that brought it back from an archive; empty for an event that came by itself
 * @param resources ARNs it is about
 * @param detail the content, a JSON object
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html">Event structure</a>
 */
public record Envelope(
        String id,
        String detailType,
        String source,
        String account,
        String time,
        String region,
        Optional<String> replayName,
        List<String> resources,
        ObjectNode detail) {

    /**
     * Reads an envelope.
     *
     * @throws MalformedEventException if the text is not a JSON object with the envelope's members
     */
    public static Envelope parse(String text) {
        JsonNode node;
        try {
            node = Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new MalformedEventException("the event is not JSON: " + Reading.words(e));
        }
        return of(node);
    }

    /** Reads an envelope from its tree. */
    public static Envelope of(JsonNode node) {
        if (!(node.get("detail") instanceof ObjectNode detail)) {
            throw new MalformedEventException("detail: must be an object");
        }
        List<String> resources = new ArrayList<>();
        node.path("resources").forEach(resource -> resources.add(resource.asText()));
        return new Envelope(
                text(node, "id"),
                text(node, "detail-type"),
                text(node, "source"),
                text(node, "account"),
                text(node, "time"),
                text(node, "region"),
                Optional.ofNullable(node.get("replay-name")).map(JsonNode::asText),
                List.copyOf(resources),
                detail);
    }

    /** The envelope as JSON, members in the order in which EventBridge writes them. */
    public ObjectNode json() {
        ObjectNode node = Json.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", account)
                .put("time", time)
                .put("region", region);
        replayName.ifPresent(name -> node.put("replay-name", name));
        resources.forEach(node.putArray("resources")::add);
        node.set("detail", detail);
        return node;
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null || !value.isTextual()) {
            throw new MalformedEventException(member + ": must be a string");
        }
        return value.asText();
    }
}
