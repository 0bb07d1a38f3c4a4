package dev.sluice.delivery.dispatch;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.TenantEndpoints;
import dev.sluice.delivery.journal.Dispatch;
import dev.sluice.delivery.journal.Journal;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.queue.Queue;
import dev.sluice.delivery.queue.Received;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
     * @return the ids of the messages that are not done with, each with the reason; they must come again
     * @throws RuntimeException if endpoints or journal cannot be reached: all must come again
     */
    public Map<String, String> dispatch(List<Received> batch) {
        Map<String, String> failures = new LinkedHashMap<>();
        List<Job> jobs = read(batch, failures);
        Set<String> tenants = new LinkedHashSet<>();
        jobs.forEach(job -> tenants.add(job.tenant()));
        Map<String, TenantEndpoints> known = tenants.isEmpty() ? Map.of() : endpoints.of(tenants);
        Map<String, Dispatch> before = earlier(jobs);
        Map<String, Dispatch> dispatches = new LinkedHashMap<>();
        Map<String, Job> first = new LinkedHashMap<>();
        for (Job job : jobs) {
            Job same = first.putIfAbsent(job.id(), job);
            Dispatch dispatch = before.get(job.id());
            if (same == null) {
                dispatches.put(
                        job.id(),
                        dispatch == null
                                ? decide(job, known.getOrDefault(job.tenant(), TenantEndpoints.NONE))
                                : dispatch);
            }
        }
        journal.dispatched(dispatches.values());
        send(first, dispatches, jobs, failures);
        return failures;
    }

    private static List<Job> read(List<Received> batch, Map<String, String> failures) {
        List<Job> jobs = new ArrayList<>(batch.size());
        for (Received message : batch) {
            try {
                jobs.add(new Job(message, BusEvent.read(message.body())));
            } catch (RuntimeException e) {
                failures.put(message.id(), String.valueOf(e.getMessage()));
            }
        }
        return jobs;
    }

    /** What was decided about messages that come again. */
    private Map<String, Dispatch> earlier(List<Job> jobs) {
        List<String> again = jobs.stream()
                .filter(job -> job.message().receives() > 1 && !job.event().replayed())
                .map(Job::id)
                .toList();
        return again.isEmpty() ? Map.of() : journal.dispatches(again);
    }

    private Dispatch decide(Job job, TenantEndpoints known) {
        List<String> matched = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        for (Endpoint endpoint :
                known.matching(job.event().type(), job.message().body())) {
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

    private void send(
            Map<String, Job> first, Map<String, Dispatch> dispatches, List<Job> jobs, Map<String, String> failures) {
        List<Outgoing> messages = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        first.forEach((id, job) -> {
            Dispatch dispatch = dispatches.get(id);
            List<String> matched = dispatch == null ? List.of() : dispatch.matched();
            Map<String, Integer> last =
                    job.event().replayed() && !matched.isEmpty() ? journal.lastAttempts(id) : Map.of();
            for (String endpoint : matched) {
                messages.add(message(job, endpoint, last.getOrDefault(endpoint, 0) + 1));
                owners.add(id);
            }
        });
        Map<String, String> failed = new LinkedHashMap<>();
        queue.send(messages).forEach((position, reason) -> failed.put(owners.get(position), reason));
        for (Job job : jobs) {
            String reason = failed.get(job.id());
            if (reason != null) {
                failures.put(job.message().id(), reason);
            }
        }
    }

    private static Outgoing message(Job job, String endpoint, int attempt) {
        Delivery delivery = new Delivery(
                job.id(),
                job.tenant(),
                endpoint,
                attempt,
                attempt,
                Optional.empty(),
                job.event().payload());
        return new Outgoing(delivery.payload(), delivery.attributes(), Duration.ZERO);
    }
}
