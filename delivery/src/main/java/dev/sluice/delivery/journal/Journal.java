package dev.sluice.delivery.journal;

import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.util.Collection;
import java.util.Map;

/** Where dispatches and attempts are recorded. Writing again replaces; reading sees what was written before. Thread-safe. */
public interface Journal {

    /**
     * Writes all or throws; no two of a kind may be of the same event.
     *
     * @param messages the events of the dispatches that are not kept as messages yet
     */
    void dispatched(Collection<Dispatch> dispatches, Collection<Message> messages);

    /** The dispatches of these events that are recorded, by event. */
    Map<String, Dispatch> dispatches(Collection<String> eventIds);

    /** Writes all or throws; no two may have the same key. */
    void attempted(Collection<Attempt> attempts);

    /** Those of these attempts that are recorded. */
    Map<Attempt.Key, Attempt> attempts(Collection<Attempt.Key> keys);

    /** The number of the last recorded attempt at each endpoint for one event. */
    Map<String, Integer> lastAttempts(String eventId);
}
