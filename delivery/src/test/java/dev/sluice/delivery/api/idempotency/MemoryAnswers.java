package dev.sluice.delivery.api.idempotency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers in memory. */
public final class MemoryAnswers implements IdempotencyStore {

    private record Entry(Optional<Answered> answer, Instant until) {}

    private final Map<String, Entry> entries = new HashMap<>();

    @Override
    public synchronized Begun begin(String key, Instant now, Instant until) {
        Entry entry = entries.get(key);
        if (entry != null && now.isBefore(entry.until())) {
            return new Begun(false, entry.answer());
        }
        entries.put(key, new Entry(Optional.empty(), until));
        return new Begun(true, Optional.empty());
    }

    @Override
    public synchronized void finish(String key, Answered answer, Instant end) {
        entries.put(key, new Entry(Optional.of(answer), end));
    }

    @Override
    public synchronized void abandon(String key) {
        entries.remove(key);
    }
}
