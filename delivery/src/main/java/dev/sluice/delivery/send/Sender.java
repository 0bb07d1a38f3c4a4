package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.TenantEndpoints;
import dev.sluice.delivery.http.Poster;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.oauth.Tokens;
import dev.sluice.delivery.queue.Queue;
import dev.sluice.delivery.queue.Received;
import dev.sluice.delivery.send.health.RetrySchedule;
import dev.sluice.delivery.send.limit.Gate;
import dev.sluice.delivery.send.limit.Gates;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.batch.Halves;
import dev.sluice.runtime.journal.Attempt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends batches of deliveries. Batches share what is known about endpoints; many may be sent at once. Thread-safe. */
public final class Sender {

    /** Standard Webhooks' example: ten attempts within 75 h 35 min. */
    public static final String STANDARD_SCHEDULE = "PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H";

    /** Where deliveries go that do not end here. */
    public record Queues(Queue retries, Queue deadLetters) {}

    private final EndpointCache endpoints;
    private final Journal journal;
    private final Targets targets;
    private final Gates gates = new Gates();
    private final Poster poster;
    private final Judge judge;
    private final Recorder recorder;
    private final InstantSource clock;

    /**
     * @param schedule ISO 8601 durations, comma separated
     * @throws IllegalArgumentException if the schedule is none
     */
    public Sender(
            EndpointStore endpoints,
            Journal journal,
            Queues queues,
            Poster poster,
            UrlRules urls,
            String schedule,
            InstantSource clock,
            RandomGenerator random) {
        this.endpoints = new EndpointCache(endpoints);
        this.journal = journal;
        this.targets = new Targets(urls, new Tokens(poster, urls, clock));
        this.poster = poster;
        this.judge = new Judge(RetrySchedule.parse(schedule), clock, random);
        this.recorder = new Recorder(endpoints, journal, queues.retries(), queues.deadLetters());
        this.clock = clock;
    }

    /**
     * Sends a batch and returns when each delivery of it is recorded and followed up.
     *
     * @param patience how long deliveries may wait for their turn at their endpoint; one that waits longer is redelivered
     * @return the ids of the messages that are not done with, each with the reason; they must be redelivered
     * @throws RuntimeException if endpoints or journal are not there: all must be redelivered
     */
    public Map<String, String> send(List<Received> messages, Duration patience) {
        Batch batch = new Batch(recorder, judge, clock);
        List<Pending> deliveries = batch.read(messages);
        Map<String, String> unread = new HashMap<>();
        Map<String, TenantEndpoints> known = endpoints.of(
                deliveries.stream()
                        .map(one -> one.delivery().tenant())
                        .distinct()
                        .toList(),
                unread);
        Map<Attempt.Key, Attempt> recorded = new HashMap<>();
        Map<Pending, String> failed = new IdentityHashMap<>();
        Halves.each(
                deliveries,
                part -> recorded.putAll(
                        journal.attempts(part.stream().map(Pending::key).toList())),
                Clients::isRefusal,
                (pending, cause) -> failed.put(pending, "the journal cannot be read: " + cause.getMessage()));
        for (Pending pending : deliveries) {
            String tenant = pending.delivery().tenant();
            String reason = failed.getOrDefault(pending, unread.get(tenant));
            if (reason != null) {
                batch.fail(pending, reason);
                continue;
            }
            Optional<Endpoint> endpoint = known.getOrDefault(tenant, TenantEndpoints.NONE)
                    .find(pending.delivery().endpointId());
            try {
                begin(batch, pending, Optional.ofNullable(recorded.get(pending.key())), endpoint);
            } catch (RuntimeException e) {
                batch.fail(pending, String.valueOf(e.getMessage()));
            }
        }
        return batch.finish(patience);
    }

    private void begin(Batch batch, Pending pending, Optional<Attempt> recorded, Optional<Endpoint> endpoint) {
        if (recorded.isPresent()) {
            batch.add(judge.recorded(pending, recorded.get(), endpoint));
        } else if (endpoint.isEmpty()) {
            batch.add(judge.skipped(pending, "", "the endpoint was removed"));
        } else if (!endpoint.get().enabled() && !pending.delivery().manual()) {
            batch.add(judge.skipped(
                    pending, endpoint.get().url(), endpoint.get().disabled().orElse("")));
        } else {
            attempt(batch, pending, endpoint.get());
        }
    }

    private void attempt(Batch batch, Pending pending, Endpoint endpoint) {
        Target target = targets.of(endpoint);
        if (target.problem().isPresent()) {
            batch.add(judge.unsendable(pending, endpoint, target.problem().get()));
            return;
        }
        Gate gate = gates.of(endpoint.id());
        gate.comeBack(pending.late(), clock.instant())
                .ifPresentOrElse(
                        due -> batch.add(Outcome.deferred(pending, due, clock.instant())),
                        () -> batch.start(new Call(pending, target, gate, poster, clock, batch::ended), gate));
    }
}
