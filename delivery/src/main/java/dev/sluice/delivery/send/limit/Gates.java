package dev.sluice.delivery.send.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/** The gates of the endpoints used lately. Thread-safe. */
public final class Gates {

    private static final int MOST = 20_000;

    @SuppressWarnings("serial")
    private final Map<String, Gate> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Gate> eldest) {
            return size() > MOST;
        }
    };

    public synchronized Gate of(String endpointId) {
        return known.computeIfAbsent(endpointId, unused -> new Gate());
    }
}
