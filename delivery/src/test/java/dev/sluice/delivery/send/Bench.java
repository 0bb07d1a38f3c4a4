package dev.sluice.delivery.send;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.endpoint.PickyEndpoints;
import dev.sluice.delivery.http.HttpPoster;
import dev.sluice.delivery.journal.MemoryJournal;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.network.VettedNames;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.MemoryQueue;
import dev.sluice.delivery.queue.Received;
import dev.sluice.network.AddressGuard;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A sender with a real HTTP client and everything else in memory. */
final class Bench implements AutoCloseable {

    static final String PAYLOAD =
            "{\"type\":\"order.placed\",\"timestamp\":\"2026-11-25T12:00:00Z\",\"data\":{\"é\":1.50}}";

    private final ManualClock clock = new ManualClock();
    private final MemoryEndpoints endpoints = new MemoryEndpoints();
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryQueue retries = new MemoryQueue();
    private final MemoryQueue deadLetters = new MemoryQueue();
    private final HttpPoster poster;
    private final String schedule;
    private EndpointStore store = endpoints;
    private RandomGenerator random = new Random(7);
    private Sender sender;

    Bench(String schedule) {
        this(schedule, Duration.ofSeconds(2));
    }

    /** @param timeout of a connect, and of a whole request */
    Bench(String schedule, Duration timeout) {
        AddressGuard guard = AddressGuard.allowing("127.0.0.0/8");
        this.schedule = schedule;
        this.poster = new HttpPoster(new VettedNames(guard, InetAddress::getAllByName, clock), timeout, timeout);
        this.sender = fresh();
    }

    /** A new process: nothing is remembered but what is in the stores. */
    void restart() {
        sender = fresh();
    }

    /** From now on the endpoints of this tenant cannot be read. */
    void damage(String tenant) {
        store = new PickyEndpoints(endpoints, "", tenant);
        restart();
    }

    private Sender fresh() {
        return new Sender(
                store,
                journal,
                new Sender.Queues(retries, deadLetters),
                poster,
                new UrlRules(AddressGuard.allowing("127.0.0.0/8"), true),
                schedule,
                clock,
                random);
    }

    /** From now on retries are spread by this. */
    void random(RandomGenerator other) {
        random = other;
        restart();
    }

    Endpoint register(String id, String url) {
        Endpoint endpoint = Endpoints.of("blue", id, url);
        endpoints.create(endpoint, 1_000);
        return endpoint;
    }

    Received delivery(String eventId, Endpoint endpoint) {
        return message(new Delivery(eventId, "blue", endpoint.id(), 1, 1, Optional.empty(), PAYLOAD));
    }

    static Received message(Delivery delivery) {
        return new Received(
                "m-" + delivery.eventId() + delivery.endpointId() + delivery.attempt(),
                "sluice-delivery",
                1,
                delivery.attributes(),
                delivery.payload());
    }

    Map<String, String> send(Received... messages) {
        return send(Duration.ofSeconds(5), messages);
    }

    Map<String, String> send(Duration patience, Received... messages) {
        return sender.send(List.of(messages), patience);
    }

    ManualClock clock() {
        return clock;
    }

    MemoryEndpoints endpoints() {
        return endpoints;
    }

    MemoryJournal journal() {
        return journal;
    }

    MemoryQueue retries() {
        return retries;
    }

    MemoryQueue deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        poster.close();
    }
}
