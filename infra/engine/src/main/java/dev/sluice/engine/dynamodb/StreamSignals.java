package dev.sluice.engine.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells readers in this process that a stream has new records, so that they need not poll blindly. A signal says only that
 * it is worth calling GetRecords again; readers MUST also read once after they register. Thread-safe.
 */
public final class StreamSignals {

    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    /**
     * Calls {@code listener} after each commit that added records to this stream, on the store's writer thread: it MUST
     * only wake a reader.
     *
     * @return ends the registration
     */
    public Runnable listen(String streamArn, Runnable listener) {
        List<Runnable> ofStream = listeners.computeIfAbsent(streamArn, key -> new CopyOnWriteArrayList<>());
        ofStream.add(listener);
        return () -> ofStream.remove(listener);
    }

    void signal(String streamArn) {
        listeners.getOrDefault(streamArn, List.of()).forEach(Runnable::run);
    }
}
