package dev.sluice.engine.logs.delivery;

import java.util.Map;

/** What logs: a resource and one kind of its logs. */
record DeliverySource(
        String account, String name, String resource, String service, String logType, Map<String, String> tags)
        implements Owned {

    @Override
    public String label() {
        return name;
    }
}
