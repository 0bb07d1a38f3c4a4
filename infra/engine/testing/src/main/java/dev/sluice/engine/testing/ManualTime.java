package dev.sluice.engine.testing;

import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A clock that stands still until a test moves it; due actions run on the thread that moves it. */
public final class ManualTime implements Time {

    private record Entry(Instant at, long order, Runnable action) {}

    private final List<Entry> entries = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private long order;

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** What is due already runs soon, on a thread of its own, as with the real clock. */
    @Override
    public synchronized Timer at(Instant at, Runnable action) {
        if (at.isBefore(now)) {
            Future<?> late = CompletableFuture.runAsync(action);
            return () -> late.cancel(false);
        }
        Entry entry = new Entry(at, order++, action);
        entries.add(entry);
        return () -> cancel(entry);
    }

    private synchronized void cancel(Entry entry) {
        entries.remove(entry);
    }

    /** How many actions wait. */
    public synchronized int pending() {
        return entries.size();
    }

    /** Moves on, running each action at its own time. */
    public void advance(Duration by) {
        Instant end = now().plus(by);
        for (Optional<Entry> due = next(end); due.isPresent(); due = next(end)) {
            due.get().action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Optional<Entry> next(Instant end) {
        Optional<Entry> due = entries.stream()
                .filter(entry -> !entry.at().isAfter(end))
                .min(Comparator.comparing(Entry::at).thenComparing(Entry::order));
        due.ifPresent(entry -> {
            entries.remove(entry);
            now = entry.at().isAfter(now) ? entry.at() : now;
        });
        return due;
    }

    @Override
    public void close() {}
}
