package dev.sluice.rules.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the metadata says about an event that was created as a message through the API.
 *
 * @param channels endpoints that name channels get it only if they share one with it
 * @param tags by which it can be found
 * @param body what receivers get, character for character; empty if that is the data
 */
public record ApiMessage(List<String> channels, List<String> tags, Optional<String> body) {

    /** Publishes the types that the API declared at run time. It stands for no source of any catalog. */
    public static final String SOURCE = "sluice.api";

    /** The member of the metadata. */
    public static final String MEMBER = "message";

    private static final int LABELS = 16;

    public ApiMessage {
        channels = List.copyOf(channels);
        tags = List.copyOf(tags);
    }

    /** @throws MalformedEventException if a member is of the wrong type */
    static ApiMessage of(JsonNode node) {
        JsonNode body = node.path("body");
        if (!node.isObject() || !body.isMissingNode() && !body.isTextual()) {
            throw new MalformedEventException("metadata.message: must be an object whose body is a string");
        }
        return new ApiMessage(
                texts(node, "channels"),
                texts(node, "tags"),
                body.isTextual() ? Optional.of(body.asText()) : Optional.empty());
    }

    private static List<String> texts(JsonNode node, String member) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node.path(member)) {
            if (!text.isTextual() || texts.size() == LABELS) {
                throw new MalformedEventException(
                        "metadata.message." + member + ": must be a list of at most " + LABELS + " strings");
            }
            texts.add(text.asText());
        }
        return texts;
    }

    Optional<String> flaw() {
        return Stream.concat(channels.stream(), tags.stream())
                .map(label -> Metadata.flaw("message", Identifier.LABEL, Optional.of(label)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        if (!channels.isEmpty()) {
            channels.forEach(node.putArray("channels")::add);
        }
        if (!tags.isEmpty()) {
            tags.forEach(node.putArray("tags")::add);
        }
        body.ifPresent(text -> node.put("body", text));
        return node;
    }
}
