package dev.sluice.engine.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notifies readers in this process that a queue or a stream has something new, so that they need not poll blindly. A signal says
 * only that it is worth reading again; readers MUST also read once after they register. Thread-safe.
 */
public final class Signals {

    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    /**
     * Calls {@code listener} after each commit that added something to the queue or stream {@code arn}, on the store's writer
     * thread: it MUST only wake a reader.
     *
     * @return ends the registration
     */
    public Runnable listen(String arn, Runnable listener) {
        List<Runnable> ofArn = listeners.computeIfAbsent(arn, key -> new CopyOnWriteArrayList<>());
        ofArn.add(listener);
        return () -> ofArn.remove(listener);
    }

    /** Wakes the readers of {@code arn}; called after the commit. */
    public void signal(String arn) {
        listeners.getOrDefault(arn, List.of()).forEach(Runnable::run);
    }
}
