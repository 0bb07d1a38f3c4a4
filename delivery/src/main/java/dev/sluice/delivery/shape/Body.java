package dev.sluice.delivery.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.json.Json;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook's body in the format that its endpoint asked for: the bytes that are signed and sent.
 *
 * @param headers beside the content type, such as those of a CloudEvent
 */
public record Body(String contentType, byte[] bytes, List<Map.Entry<String, String>> headers) {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int STANDARD_MEMBERS = 3;

    /**
     * What is known about an event when it is sent.
     *
     * @param type may be empty
     * @param payload in the standard format
     */
    public record Event(String id, String tenant, String type, String payload) {}

    public static Body of(BodyFormat format, Event event) {
        if (format == BodyFormat.STANDARD) {
            return new Body(JSON, bytes(event.payload()), List.of());
        }
        Content content = Content.of(event);
        return switch (format) {
            case STANDARD, DATA -> new Body(content.type(), bytes(content.data()), List.of());
            case CLOUDEVENTS_STRUCTURED ->
                new Body(JsonFormat.CONTENT_TYPE, new JsonFormat().serialize(cloudEvent(event, content)), List.of());
            case CLOUDEVENTS_BINARY -> binary(cloudEvent(event, content));
        };
    }

    /** What the event says, out of the standard format if it is in it. */
    private record Content(String type, String data, Optional<OffsetDateTime> time) {

        static Content of(Event event) {
            JsonNode parsed;
            try {
                parsed = Json.parse(event.payload());
            } catch (JsonProcessingException e) {
                return new Content(TEXT, event.payload(), Optional.empty());
            }
            boolean standard = parsed.size() == STANDARD_MEMBERS
                    && parsed.path("type").asText().equals(event.type())
                    && parsed.has("data");
            Optional<OffsetDateTime> time =
                    standard ? time(parsed.path("timestamp").asText()) : Optional.empty();
            return time.isPresent()
                    ? new Content(JSON, Json.text(parsed.path("data")), time)
                    : new Content(JSON, event.payload(), Optional.empty());
        }

        private static Optional<OffsetDateTime> time(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    private static CloudEvent cloudEvent(Event event, Content content) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(
                        URI.create("urn:sluice:tenant:" + URLEncoder.encode(event.tenant(), StandardCharsets.UTF_8)))
                .withType(event.type().isEmpty() ? "event" : event.type())
                .withData(content.type(), bytes(content.data()));
        content.time().ifPresent(builder::withTime);
        return builder.build();
    }

    private static Body binary(CloudEvent event) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        StringBuilder type = new StringBuilder();
        List<byte[]> bodies = new ArrayList<>();
        HttpMessageFactory.createWriter(
                        (name, value) -> {
                            if (name.equalsIgnoreCase("content-type")) {
                                type.append(value);
                            } else {
                                headers.add(Map.entry(name, value));
                            }
                        },
                        bodies::add)
                .writeBinary(event);
        return new Body(type.toString(), bodies.get(0), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
