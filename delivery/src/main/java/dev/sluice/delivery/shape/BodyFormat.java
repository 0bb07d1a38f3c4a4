package dev.sluice.delivery.shape;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The formats of a webhook's body. */
public enum BodyFormat {
    /** Type, timestamp and data, as Standard Webhooks recommends; of a message that came through the API, what its sender posted. */
    STANDARD("standard"),
    /** A CloudEvent in one JSON object. */
    CLOUDEVENTS_STRUCTURED("cloudevents-structured"),
    /** The data of a CloudEvent, whose other attributes are headers. */
    CLOUDEVENTS_BINARY("cloudevents-binary"),
    /** The event's data alone, as its publisher sent it. */
    DATA("data");

    private final String text;

    BodyFormat(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** All, by their words. */
    public static Map<String, BodyFormat> byText() {
        return Arrays.stream(values()).collect(Collectors.toMap(BodyFormat::text, format -> format));
    }
}
