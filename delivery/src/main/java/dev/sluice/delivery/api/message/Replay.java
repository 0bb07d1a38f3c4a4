package dev.sluice.delivery.api.message;

import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.api.message.view.Joined;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.message.AttemptFilter;
import dev.sluice.delivery.message.MessageFilter;
import dev.sluice.delivery.message.Redelivery;
import dev.sluice.delivery.message.Span;
import dev.sluice.delivery.task.Task;
import dev.sluice.delivery.task.Tasks;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.AttemptFields;
import dev.sluice.runtime.journal.Message;
import dev.sluice.runtime.journal.MessageItem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends many messages to one endpoint again, each once. All of them are found before the first is sent, so that nothing happens if there
 * are too many for one request.
 */
public final class Replay {

    /** What one request may send. */
    static final int MOST = 10_000;

    private static final int CHUNK = 100;

    private final Lookup lookup;
    private final Redelivery redelivery;
    private final Tasks tasks;
    private final Ids ids;
    private final InstantSource clock;

    Replay(Lookup lookup, Redelivery redelivery, Tasks tasks, Ids ids, InstantSource clock) {
        this.lookup = lookup;
        this.redelivery = redelivery;
        this.tasks = tasks;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which messages, by when they were taken in. */
    record Range(Instant since, Instant until) {

        boolean has(Message message) {
            return !message.at().isBefore(since) && message.at().isBefore(until);
        }
    }

    /** Those whose attempts have ended without success. */
    Task recover(Endpoint endpoint, Range range) {
        return run(
                endpoint,
                "endpoint.recover",
                range,
                attempted(
                        endpoint,
                        range,
                        false,
                        (attempt, message) -> attempt.status() == Attempt.Status.DEAD_LETTERED));
    }

    /** Those that the endpoint wants and that no attempt was made for. */
    Task missing(Endpoint endpoint, Range range) {
        Map<String, Integer> numbers = new HashMap<>();
        String tenant = endpoint.tenant();
        Span span = Span.between(range.since(), range.until());
        Optional<String> from = Optional.empty();
        List<Message> some;
        do {
            some = lookup.messages().list(tenant, MessageFilter.ANY, span, from, true, CHUNK);
            List<String> wanted = some.stream()
                    .filter(message -> endpoint.asksFor(message.type()) && endpoint.listensTo(message.channels()))
                    .map(Message::id)
                    .toList();
            lookup.attempts().untried(wanted, endpoint.id()).forEach(numbers::put);
            limited(numbers);
            from = some.isEmpty() ? from : Optional.of(MessageItem.sortKey(some.get(some.size() - 1)));
        } while (some.size() == CHUNK);
        return run(endpoint, "endpoint.replay", range, numbers);
    }

    /** Which attempts count, each the last at its message. */
    interface Choice {
        boolean takes(Attempt last, Message message);
    }

    /** Those whose last attempt and themselves are as asked for. */
    Task bulk(Endpoint endpoint, Range range, Choice choice) {
        return run(endpoint, "endpoint.bulk-replay", range, attempted(endpoint, range, true, choice));
    }

    /** The number of the next attempt, by message. An attempt is never before its message. */
    private Map<String, Integer> attempted(Endpoint endpoint, Range range, boolean successes, Choice choice) {
        Map<String, Integer> numbers = new HashMap<>();
        Joined joined = new Joined(lookup.messages(), endpoint.tenant());
        AttemptFilter filter = new AttemptFilter(successes ? Optional.empty() : Optional.of(false), Optional.empty());
        Span span = new Span(Optional.of(range.since().minusMillis(1)), Optional.empty());
        Optional<String> from = Optional.empty();
        List<Attempt> some;
        do {
            some = lookup.attempts().list(endpoint.id(), filter, span, from, true, CHUNK, all -> all);
            for (Attempt attempt : joined.matching(lookup.attempts().latest(some), MessageFilter.ANY, true)) {
                joined.of(attempt)
                        .filter(message -> range.has(message) && choice.takes(attempt, message))
                        .ifPresent(message ->
                                numbers.put(message.id(), attempt.key().number() + 1));
            }
            limited(numbers);
            from = some.isEmpty() ? from : Optional.of(AttemptFields.sortKey(some.get(some.size() - 1)));
        } while (some.size() == CHUNK);
        return numbers;
    }

    private static void limited(Map<String, Integer> numbers) {
        if (numbers.size() > MOST) {
            throw ApiException.badRequest(
                    "More than " + MOST
                            + " messages match, which is the most for one request: ask for shorter times, one after the other.");
        }
    }

    private Task run(Endpoint endpoint, String kind, Range range, Map<String, Integer> numbers) {
        List<String> all = new ArrayList<>(numbers.keySet());
        int sent = 0;
        for (int i = 0; i < all.size(); i += CHUNK) {
            List<String> chunk = all.subList(i, Math.min(all.size(), i + CHUNK));
            List<Redelivery.Order> orders = lookup.messages().find(endpoint.tenant(), chunk).values().stream()
                    .filter(message -> message.payload().isPresent())
                    .map(message -> new Redelivery.Order(message, endpoint.id(), numbers.getOrDefault(message.id(), 1)))
                    .toList();
            redelivery.send(orders);
            sent += orders.size();
        }
        Task task = new Task(
                ids.next(Ids.TASK),
                kind,
                Task.Status.FINISHED,
                Map.of(
                        "endpointId", endpoint.id(),
                        "since", range.since().toString(),
                        "until", range.until().toString(),
                        "messagesSent", Integer.toString(sent)),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        tasks.put(task);
        return task;
    }
}
