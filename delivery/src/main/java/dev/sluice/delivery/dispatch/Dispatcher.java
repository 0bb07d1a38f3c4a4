package dev.sluice.delivery.dispatch;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.TenantEndpoints;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.queue.Queue;
import dev.sluice.delivery.queue.Received;
import dev.sluice.rules.event.ApiMessage;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.batch.Halves;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the endpoints that want each event of a batch. The decision is in the journal before the first message is on the
 * delivery queue, so a batch that comes again sends to the endpoints it decided on the first time. Thread-safe.
 */
public final class Dispatcher {

    private record Job(Received message, BusEvent event) {
        String id() {
            return event.metadata().id();
        }

        String tenant() {
            return event.metadata().tenant();
        }
    }

    private final EndpointCache endpoints;
    private final Journal journal;
    private final Queue queue;
    private final InstantSource clock;

    public Dispatcher(EndpointCache endpoints, Journal journal, Queue queue, InstantSource clock) {
        this.endpoints = endpoints;
        this.journal = journal;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Every event is judged by itself: what is wrong with one, with its tenant's endpoints or with its entry in the journal fails
     * its messages only.
     *
     * @return the ids of the messages that are not done with, each with the reason; they must be redelivered
     * @throws RuntimeException if endpoints or journal are not there: all must be redelivered
     */
    public Map<String, String> dispatch(List<Received> batch) {
        Map<String, String> failures = new LinkedHashMap<>();
        List<Job> jobs = read(batch, failures);
        Map<String, String> failed = new LinkedHashMap<>();
        Map<String, Message> messages = new HashMap<>();
        Map<String, Dispatch> dispatches = decided(jobs, failed, messages);
        Halves.each(
                List.copyOf(dispatches.values()),
                part -> journal.dispatched(
                        part,
                        part.stream()
                                .map(dispatch -> messages.get(dispatch.eventId()))
                                .filter(Objects::nonNull)
                                .toList()),
                Clients::isRefusal,
                (dispatch, cause) -> failed.put(dispatch.eventId(), "not recorded: " + cause.getMessage()));
        dispatches.keySet().removeAll(failed.keySet());
        send(jobs, dispatches, failed);
        for (Job job : jobs) {
            String reason = failed.get(job.id());
            if (reason != null) {
                failures.put(job.message().id(), reason);
            }
        }
        return failures;
    }

    /**
     * What is decided about each event, now or when it came before; without those that failed.
     *
     * @param messages gets the events that are to be kept as messages
     */
    private Map<String, Dispatch> decided(List<Job> jobs, Map<String, String> failed, Map<String, Message> messages) {
        Map<String, String> unread = new HashMap<>();
        Set<String> tenants = new LinkedHashSet<>();
        jobs.forEach(job -> tenants.add(job.tenant()));
        Map<String, TenantEndpoints> known = tenants.isEmpty() ? Map.of() : endpoints.of(tenants, unread);
        Map<String, Dispatch> before = earlier(jobs, failed);
        Map<String, Dispatch> dispatches = new LinkedHashMap<>();
        for (Job job : jobs) {
            if (dispatches.containsKey(job.id()) || failed.containsKey(job.id())) {
                continue;
            }
            Dispatch dispatch = before.get(job.id());
            if (dispatch != null) {
                dispatches.put(job.id(), dispatch);
            } else if (unread.containsKey(job.tenant())) {
                failed.put(job.id(), unread.get(job.tenant()));
            } else {
                try {
                    TenantEndpoints tenant = known.getOrDefault(job.tenant(), TenantEndpoints.NONE);
                    dispatches.put(job.id(), decide(job, tenant));
                    message(job, tenant.name().orElse(job.tenant()))
                            .ifPresent(message -> messages.put(job.id(), message));
                } catch (RuntimeException | StackOverflowError e) {
                    failed.put(job.id(), String.valueOf(e.getMessage()));
                }
            }
        }
        return dispatches;
    }

    /** The API keeps its own messages before it publishes them, and an archive brings back what was kept before. */
    private Optional<Message> message(Job job, String tenant) {
        BusEvent event = job.event();
        if (event.metadata().message().isPresent() || event.replayed()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Optional.of(new Message(
                job.id(),
                tenant,
                event.type(),
                now,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(event.payload()),
                now.plus(Message.KEPT)));
    }

    private static List<Job> read(List<Received> batch, Map<String, String> failures) {
        List<Job> jobs = new ArrayList<>(batch.size());
        for (Received message : batch) {
            try {
                jobs.add(new Job(message, BusEvent.read(message.body())));
            } catch (RuntimeException | StackOverflowError e) {
                failures.put(message.id(), String.valueOf(e.getMessage()));
            }
        }
        return jobs;
    }

    /** What was decided about redelivered messages. */
    private Map<String, Dispatch> earlier(List<Job> jobs, Map<String, String> failed) {
        Map<String, Dispatch> before = new HashMap<>();
        Halves.each(
                jobs.stream()
                        .filter(job ->
                                job.message().receives() > 1 && !job.event().replayed())
                        .map(Job::id)
                        .distinct()
                        .toList(),
                part -> before.putAll(journal.dispatches(part)),
                Clients::isRefusal,
                (id, cause) -> failed.put(id, "the journal cannot be read: " + cause.getMessage()));
        return before;
    }

    private Dispatch decide(Job job, TenantEndpoints known) {
        List<String> matched = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        List<String> channels =
                job.event().metadata().message().map(ApiMessage::channels).orElse(List.of());
        for (Endpoint endpoint :
                known.matching(job.event().type(), job.message().body())) {
            if (!endpoint.listensTo(channels)) {
                continue;
            }
            endpoint.disabled()
                    .ifPresentOrElse(reason -> skipped.put(endpoint.id(), reason), () -> matched.add(endpoint.id()));
        }
        return new Dispatch(
                job.id(),
                job.tenant(),
                job.event().type(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                matched,
                skipped);
    }

    private void send(List<Job> jobs, Map<String, Dispatch> dispatches, Map<String, String> failed) {
        List<Outgoing> messages = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        Set<String> sent = new HashSet<>();
        for (Job job : jobs) {
            Dispatch dispatch = dispatches.get(job.id());
            if (dispatch == null || !sent.add(job.id())) {
                continue;
            }
            Map<String, Integer> last =
                    job.event().replayed() && !dispatch.matched().isEmpty() ? journal.lastAttempts(job.id()) : Map.of();
            for (String endpoint : dispatch.matched()) {
                messages.add(message(job, endpoint, last.getOrDefault(endpoint, 0) + 1));
                owners.add(job.id());
            }
        }
        queue.send(messages).forEach((position, reason) -> failed.put(owners.get(position), reason));
    }

    private static Outgoing message(Job job, String endpoint, int attempt) {
        Delivery delivery = new Delivery(
                job.id(),
                job.tenant(),
                endpoint,
                attempt,
                attempt,
                Optional.empty(),
                job.event().payload(),
                job.event().type(),
                false);
        return new Outgoing(delivery.payload(), delivery.attributes(), Duration.ZERO);
    }
}
