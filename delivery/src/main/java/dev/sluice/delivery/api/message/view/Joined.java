package dev.sluice.delivery.api.message.view;

import dev.sluice.delivery.message.MessageFilter;
import dev.sluice.delivery.message.Messages;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of some attempts, read many at a time. Used for one request. */
public final class Joined {

    private final Messages messages;
    private final String tenant;
    private final Map<String, Message> known = new HashMap<>();

    public Joined(Messages messages, String tenant) {
        this.messages = messages;
        this.tenant = tenant;
    }

    /**
     * Those whose messages the filter takes.
     *
     * @param needed whether the messages are wanted even if the filter takes all
     */
    public List<Attempt> matching(List<Attempt> attempts, MessageFilter filter, boolean needed) {
        if (!needed && !filter.restricts()) {
            return attempts;
        }
        List<String> missing = attempts.stream()
                .map(attempt -> attempt.key().eventId())
                .filter(id -> !known.containsKey(id))
                .distinct()
                .toList();
        known.putAll(messages.find(tenant, missing));
        return attempts.stream()
                .filter(attempt ->
                        !filter.restricts() || of(attempt).filter(filter::takes).isPresent())
                .toList();
    }

    /** The message of an attempt; empty if it is past its time. */
    public Optional<Message> of(Attempt attempt) {
        return Optional.ofNullable(known.get(attempt.key().eventId()));
    }
}
