package dev.sluice.transformers.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Stream records to test with. */
public final class Records {

    private static final String ARN =
            "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-11-24T10:00:00.000";

    private Records() {}

    /** The text of a sample file. */
    public static String sample(String name) {
        try (InputStream file = Records.class.getResourceAsStream("/records/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record of the table {@code orders}; images are typed attributes as JSON text, or empty. */
    public static ObjectNode record(String eventId, String change, String newImage, String oldImage) {
        ObjectNode record = Json.object()
                .put("eventID", eventId)
                .put("eventName", change)
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", "us-east-1");
        ObjectNode dynamodb = record.putObject("dynamodb").put("ApproximateCreationDateTime", 1795608000);
        dynamodb.set("Keys", json("{\"orderId\":{\"S\":\"o-1\"}}"));
        if (!newImage.isEmpty()) {
            dynamodb.set("NewImage", json(newImage));
        }
        if (!oldImage.isEmpty()) {
            dynamodb.set("OldImage", json(oldImage));
        }
        dynamodb.put("SequenceNumber", "000000000000000000101")
                .put("SizeBytes", 59)
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        return record.put("eventSourceARN", ARN);
    }

    /** An order's typed attributes. */
    public static String order(String status) {
        return "{\"orderId\":{\"S\":\"o-1\"},\"tenant\":{\"S\":\"blue\"},\"status\":{\"S\":\"" + status + "\"}}";
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
