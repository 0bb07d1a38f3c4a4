package dev.sluice.engine.wire.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of bodies that may be in memory at once. When there are too many, the body that has waited longest for its next byte is
 * dropped: whoever sends goes on, and whoever holds on without sending does not keep others out. Thread-safe.
 */
public final class Budget {

    /** What a body counts at least, for its connection, headers and buffers. */
    static final int LEAST = 32 << 10;

    private final long most;
    private long used;
    /** Bodies that are being read and what they count, the one that has waited longest first. */
    private final Map<Body, Long> reading = new LinkedHashMap<>();

    private final Map<Body, Long> read = new LinkedHashMap<>();

    public Budget(long most) {
        this.most = most;
    }

    /** Begins to count a body. False if there is no room and none can be made; it is not counted then. */
    boolean enter(Body body, long bytes) {
        return charge(body, LEAST + bytes, true);
    }

    /** Counts some more bytes. False if there is no room, or if the body has been dropped; it is no longer counted then. */
    boolean charge(Body body, long bytes) {
        return charge(body, bytes, false);
    }

    private boolean charge(Body body, long bytes, boolean first) {
        List<Body> dropped = new ArrayList<>();
        boolean fits = charge(body, bytes, first, dropped);
        dropped.forEach(Body::crowdedOut);
        return fits;
    }

    private synchronized boolean charge(Body body, long bytes, boolean first, List<Body> dropped) {
        Long before = reading.remove(body);
        if (before == null && !first) {
            return false;
        }
        reading.put(body, (before == null ? 0 : before) + bytes);
        used += bytes;
        Iterator<Map.Entry<Body, Long>> oldest = reading.entrySet().iterator();
        while (used > most && oldest.hasNext()) {
            Map.Entry<Body, Long> entry = oldest.next();
            if (entry.getKey() != body) {
                used -= entry.getValue();
                dropped.add(entry.getKey());
                oldest.remove();
            }
        }
        if (used > most) {
            leave(body);
            return false;
        }
        return true;
    }

    /** The body is complete: it counts until it leaves, and cannot be dropped any more. */
    synchronized void complete(Body body) {
        Long counted = reading.remove(body);
        if (counted != null) {
            read.put(body, counted);
        }
    }

    synchronized void leave(Body body) {
        Long counted = reading.remove(body);
        Long complete = read.remove(body);
        used -= (counted == null ? 0 : counted) + (complete == null ? 0 : complete);
    }

    synchronized List<Body> reading() {
        return List.copyOf(reading.keySet());
    }
}
