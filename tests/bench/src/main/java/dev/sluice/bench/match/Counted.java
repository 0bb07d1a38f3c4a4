package dev.sluice.bench.match;

import dev.sluice.delivery.journal.Journal;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.util.Collection;
import java.util.Map;

/** A journal that counts the endpoints that were found, and keeps nothing. */
public final class Counted implements Journal {

    private long matched;

    long matched() {
        return matched;
    }

    @Override
    public void dispatched(Collection<Dispatch> dispatches, Collection<Message> messages) {
        dispatches.forEach(dispatch -> matched += dispatch.matched().size());
    }

    @Override
    public Map<String, Dispatch> dispatches(Collection<String> eventIds) {
        return Map.of();
    }

    @Override
    public void attempted(Collection<Attempt> attempts) {
        throw new IllegalStateException("a dispatcher attempts nothing");
    }

    @Override
    public Map<Attempt.Key, Attempt> attempts(Collection<Attempt.Key> keys) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> lastAttempts(String eventId) {
        return Map.of();
    }
}
