package dev.sluice.delivery.message;

import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.AttemptFields;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.JournalStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attempts of the journal: an event's are its entries, an endpoint's are listed by the index {@code attempts}, and those of them
 * that did not deliver by the index {@code failures}. Thread-safe.
 */
public final class Attempts {

    private static final String STATUS = "#status";
    private static final Map<String, String> NAMES = Map.of(STATUS, "status");

    private final JournalStore journal;
    private final IndexReader all;
    private final IndexReader failures;

    public Attempts(DynamoDbClient client, String table) {
        this.journal = new JournalStore(client, table);
        this.all =
                new IndexReader(client, table, AttemptFields.INDEX, AttemptFields.ENDPOINT_KEY, AttemptFields.TIME_KEY);
        this.failures = new IndexReader(
                client, table, AttemptFields.FAILURES, AttemptFields.FAILED_ENDPOINT_KEY, AttemptFields.TIME_KEY);
    }

    /** The dispatch of an event, if it is recorded. */
    public Optional<Dispatch> dispatch(String eventId) {
        return Optional.ofNullable(journal.dispatches(List.of(eventId)).get(eventId));
    }

    /** All attempts at an event, by time. */
    public List<Attempt> of(String eventId) {
        List<Attempt> attempts = new ArrayList<>(journal.attemptsOf(eventId));
        attempts.sort(Comparator.comparing(AttemptFields::sortKey));
        return attempts;
    }

    /**
     * An endpoint's attempts by time.
     *
     * @param from the {@link AttemptFields#sortKey} of one that was seen
     * @param wanted what else must be true; asked for many at once
     */
    public List<Attempt> list(
            String endpointId,
            AttemptFilter filter,
            Span span,
            Optional<String> from,
            boolean ascending,
            int limit,
            Selection wanted) {
        IndexReader index = filter.failuresOnly() ? failures : all;
        return index.read(endpointId, span, from, ascending, limit, expression(filter), items -> {
            List<Attempt.Key> keys =
                    items.stream().map(JournalStore::attemptKey).toList();
            Map<Attempt.Key, Attempt> read = journal.attempts(keys);
            List<Attempt> attempts = new ArrayList<>();
            keys.stream().map(read::get).filter(attempt -> attempt != null).forEach(attempts::add);
            attempts.removeIf(Predicate.not(filter::takes));
            return wanted.of(attempts);
        });
    }

    /** Takes some of a few attempts, in their order. */
    @FunctionalInterface
    public interface Selection {
        List<Attempt> of(List<Attempt> attempts);
    }

    /** The last attempt at each event: those that no other attempt followed. */
    public List<Attempt> latest(Collection<Attempt> attempts) {
        Map<Attempt.Key, Attempt> next = new HashMap<>();
        attempts.forEach(attempt -> next.put(next(attempt.key()), attempt));
        Set<Attempt.Key> followed =
                new HashSet<>(journal.attempts(next.keySet()).keySet());
        return attempts.stream()
                .filter(attempt -> !followed.contains(next(attempt.key())))
                .toList();
    }

    /**
     * The number of the first attempt to make, for those of these events that the endpoint was never called for.
     *
     * @param eventIds no two the same
     */
    public Map<String, Integer> untried(Collection<String> eventIds, String endpointId) {
        Map<Attempt.Key, Attempt> first = journal.attempts(
                eventIds.stream().map(id -> new Attempt.Key(id, endpointId, 1)).toList());
        Map<String, Integer> numbers = new HashMap<>();
        for (String id : eventIds) {
            Attempt made = first.get(new Attempt.Key(id, endpointId, 1));
            if (made == null) {
                numbers.put(id, 1);
            } else if (made.status() == Attempt.Status.SKIPPED
                    && latest(List.of(made)).contains(made)) {
                numbers.put(id, 2);
            }
        }
        return numbers;
    }

    public long delivered(String endpointId, Span span) {
        return all.count(
                endpointId,
                span,
                new IndexReader.Filter(
                        STATUS + " = :delivered", NAMES, Map.of(":delivered", text(Attempt.Status.DELIVERED.text()))));
    }

    public long failed(String endpointId, Span span) {
        return failures.count(endpointId, span, IndexReader.Filter.NONE);
    }

    /** Removes what was answered. */
    public void expunge(Attempt attempt) {
        journal.expunge(attempt.key());
    }

    private static Attempt.Key next(Attempt.Key key) {
        return new Attempt.Key(key.eventId(), key.endpointId(), key.number() + 1);
    }

    private static IndexReader.Filter expression(AttemptFilter filter) {
        return filter.delivered().orElse(false)
                ? new IndexReader.Filter(
                        STATUS + " = :delivered", NAMES, Map.of(":delivered", text(Attempt.Status.DELIVERED.text())))
                : IndexReader.Filter.NONE;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
