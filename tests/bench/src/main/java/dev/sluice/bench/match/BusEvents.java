package dev.sluice.bench.match;

import dev.sluice.delivery.queue.Received;
import dev.sluice.rules.names.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events as the core bus puts them on the fan-out queue. */
public final class BusEvents {

    private BusEvents() {}

    /** The text of one. */
    public static String event(String id, String tenant) {
        return "{\"version\":\"0\",\"id\":\"bus-" + id + "\",\"detail-type\":\"" + Registered.TYPE
                + "\",\"source\":\"com.example.orders\",\"account\":\"123456789012\",\"time\":\"2026-11-25T12:00:00Z\","
                + "\"region\":\"us-east-1\",\"resources\":[],\"detail\":{\"metadata\":{\"id\":\"" + id
                + "\",\"tenant\":\"" + tenant + "\",\"type\":\"" + Registered.TYPE
                + "\",\"schemaVersion\":1,\"occurredAt\":\"2026-11-25T11:59:59.5Z\",\"hops\":1},"
                + "\"data\":{\"orderId\":\"o-1\",\"status\":\"PLACED\",\"total\":70}}}";
    }

    /** So many, of tenants in turn, the first being number {@code first}. */
    public static List<Received> batch(long first, int size, int tenants) {
        List<Received> batch = new ArrayList<>(size);
        for (long number = first; number < first + size; number++) {
            String id = "e-" + number;
            batch.add(
                    new Received(id, ResourceNames.DEFAULT.fanout(), 1, Map.of(), event(id, "t-" + number % tenants)));
        }
        return batch;
    }
}
