package dev.sluice.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;

/** Everything that clients and receivers saw. Thread-safe. */
public final class History {

    private final Map<String, Change> asked = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, String> refusable = new ConcurrentHashMap<>();
    private final Map<String, Boolean> poison = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private final Set<String> notes = new CopyOnWriteArraySet<>();

    /** A client is about to ask: whether it happens is in doubt until it is acknowledged. */
    public void ask(Change change) {
        asked.put(change.key(), change);
    }

    public void acknowledge(Change change) {
        acknowledged.add(change.key());
    }

    /** An event that admission control must reject was acknowledged by the bus under this id. */
    public void acknowledgeBad(String eventId, String key) {
        refusable.put(eventId, key);
    }

    /** A row is about to be written whose event admission control must reject; {@code true} once it was acknowledged. */
    public void poison(String key, boolean written) {
        poison.put(key, written);
    }

    public void receive(Receipt receipt) {
        receipts.add(receipt);
    }

    /** Something else that must never be, such as an answer of 500. */
    public void note(String violation) {
        notes.add(violation);
    }

    public Map<String, Change> asked() {
        return Map.copyOf(asked);
    }

    public Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Ids of events that must have been rejected, with the keys in them. */
    public Map<String, String> refusable() {
        return Map.copyOf(refusable);
    }

    /** Keys of rows that must not come out, with whether they were acknowledged. */
    public Map<String, Boolean> poison() {
        return Map.copyOf(poison);
    }

    public List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    public Set<String> notes() {
        return Set.copyOf(notes);
    }
}
