package dev.sluice.delivery.journal;

import dev.sluice.delivery.endpoint.PickyEndpoints;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in memory that can be made to fail. */
public class MemoryJournal implements Journal {

    private final Map<String, Dispatch> dispatches = new HashMap<>();
    private final Map<String, Message> messages = new HashMap<>();
    private final Map<Attempt.Key, Attempt> attempts = new HashMap<>();
    private int failing;
    private String refused = "";

    /** The next writes throw. */
    public synchronized void failNext(int writes) {
        failing = writes;
    }

    /** From now on it refuses a write with an attempt of this event. */
    public synchronized void refuse(String event) {
        refused = event;
    }

    private void write() {
        if (failing > 0) {
            failing--;
            throw new IllegalStateException("the journal is not there");
        }
    }

    @Override
    public synchronized void dispatched(Collection<Dispatch> all, Collection<Message> fresh) {
        write();
        if (all.stream().map(Dispatch::eventId).distinct().count() != all.size()) {
            throw new IllegalArgumentException("an event stands in one write twice");
        }
        all.forEach(dispatch -> dispatches.put(dispatch.eventId(), dispatch));
        fresh.forEach(message -> messages.put(message.id(), message));
    }

    @Override
    public synchronized Map<String, Dispatch> dispatches(Collection<String> eventIds) {
        Map<String, Dispatch> found = new HashMap<>();
        new HashSet<>(eventIds)
                .stream().filter(dispatches::containsKey).forEach(id -> found.put(id, dispatches.get(id)));
        return found;
    }

    @Override
    public synchronized void attempted(Collection<Attempt> all) {
        write();
        if (all.stream().map(Attempt::key).distinct().count() != all.size()) {
            throw new IllegalArgumentException("an attempt stands in one write twice");
        }
        if (all.stream().anyMatch(attempt -> attempt.key().eventId().equals(refused))) {
            throw PickyEndpoints.refusal();
        }
        all.forEach(attempt -> attempts.put(attempt.key(), attempt));
    }

    @Override
    public synchronized Map<Attempt.Key, Attempt> attempts(Collection<Attempt.Key> keys) {
        Map<Attempt.Key, Attempt> found = new HashMap<>();
        new HashSet<>(keys).stream().filter(attempts::containsKey).forEach(key -> found.put(key, attempts.get(key)));
        return found;
    }

    @Override
    public synchronized Map<String, Integer> lastAttempts(String eventId) {
        Map<String, Integer> last = new HashMap<>();
        attempts.keySet().stream()
                .filter(key -> key.eventId().equals(eventId))
                .forEach(key -> last.merge(key.endpointId(), key.number(), Math::max));
        return last;
    }

    public synchronized List<Attempt> attempts() {
        List<Attempt> all = new ArrayList<>(attempts.values());
        all.sort(Comparator.comparingInt(attempt -> attempt.key().number()));
        return all;
    }

    public synchronized Optional<Message> message(String eventId) {
        return Optional.ofNullable(messages.get(eventId));
    }

    public synchronized Dispatch dispatch(String eventId) {
        return dispatches.get(eventId);
    }
}
