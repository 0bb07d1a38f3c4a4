package dev.sluice.engine.logs.delivery;

import java.util.List;
import java.util.Map;

/** Joins a source and a destination. */
record Delivery(
        String account,
        String id,
        String source,
        String destinationArn,
        String type,
        List<String> fields,
        Map<String, String> tags)
        implements Owned {

    @Override
    public String label() {
        return id;
    }
}
