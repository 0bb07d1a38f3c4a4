package dev.sluice.rules.event;

import dev.sluice.rules.schema.Shape;
import java.util.HashMap;
import java.util.Map;

/** Which members events on the core bus have, and what patterns over changes of rows may name. */
public final class EventShape {

    private EventShape() {}

    /** {@link Envelope} with {@link Metadata}, around data of the given shape. */
    public static Shape envelope(Shape data) {
        Map<String, Shape> members = values(
                "version", "id", "detail-type", "source", "account", "time", "region", "replay-name", "resources");
        members.put("detail", Shape.of(Map.of("metadata", metadata(), "data", data)));
        return Shape.of(members);
    }

    private static Shape metadata() {
        Map<String, Shape> members = values(
                "id",
                "tenant",
                "sourceAccount",
                "type",
                "schemaVersion",
                "occurredAt",
                "admittedAt",
                "hops",
                "traceparent",
                "idempotencyKey",
                "table",
                "sequenceNumber",
                "change",
                "changed");
        members.put("keys", Shape.anything());
        members.put("old", Shape.anything());
        members.put(ApiMessage.MEMBER, Shape.of(values("channels", "tags", "body")));
        return Shape.of(members);
    }

    /** What the condition of a change looks at. */
    public static Shape change(Shape row) {
        return Shape.of(Map.of("new", row, "old", row, "changed", Shape.value()));
    }

    private static Map<String, Shape> values(String... names) {
        Map<String, Shape> members = new HashMap<>();
        for (String name : names) {
            members.put(name, Shape.value());
        }
        return members;
    }
}
