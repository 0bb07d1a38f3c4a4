package dev.sluice.delivery.dispatch;

import dev.sluice.delivery.queue.Received;
import java.util.Map;

/** Events as the core bus puts them on the fan-out queue. */
public final class Events {

    private Events() {}

    public static String order(String id, String tenant, String data) {
        return event(id, tenant, "order.placed", data, "");
    }

    public static String event(String id, String tenant, String type, String data, String members) {
        return "{\"version\":\"0\",\"id\":\"bus-" + id + "\",\"detail-type\":\"" + type
                + "\",\"source\":\"com.example.orders\",\"account\":\"123456789012\",\"time\":\"2026-11-25T12:00:00Z\","
                + "\"region\":\"us-east-1\",\"resources\":[]," + members + "\"detail\":{\"metadata\":{\"id\":\"" + id
                + "\",\"tenant\":\"" + tenant + "\",\"type\":\"" + type
                + "\",\"schemaVersion\":1,\"occurredAt\":\"2026-11-25T11:59:59.5Z\",\"hops\":1},\"data\":" + data
                + "}}";
    }

    public static Received message(String id, String body) {
        return new Received(id, "sluice-fanout", 1, Map.of(), body);
    }

    public static Received again(Received message) {
        return new Received(
                message.id(), message.queue(), message.receives() + 1, message.attributes(), message.body());
    }
}
