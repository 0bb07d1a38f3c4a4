package dev.sluice.delivery.bench;

import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.dispatch.Events;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.http.HttpPoster;
import dev.sluice.delivery.http.Post;
import dev.sluice.delivery.journal.MemoryJournal;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.network.VettedNames;
import dev.sluice.delivery.queue.MemoryQueue;
import dev.sluice.delivery.queue.Received;
import dev.sluice.delivery.send.Sender;
import dev.sluice.network.AddressGuard;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What dispatcher and sender cost beside the HTTP client: signed webhooks per second through both, with queues, journal and
 * endpoints in memory, against bare requests of the same client to the same receiver. Prints both and their ratio.
 */
public final class DeliveryBench {

    private static final int EVENTS = 40_000;
    private static final int BATCH = 100;
    private static final int ENDPOINTS = 20;
    private static final String DATA = "{\"orderId\":\"o-1\",\"tenant\":\"t\",\"status\":\"PLACED\",\"text\":\""
            + "x".repeat(400) + "\",\"total\":19.90}";

    private DeliveryBench() {}

    public static void main(String[] arguments) throws Exception {
        AddressGuard guard = AddressGuard.allowing("127.0.0.0/8");
        try (QuickReceiver receiver = new QuickReceiver();
                HttpPoster poster =
                        new HttpPoster(new VettedNames(guard, InetAddress::getAllByName, InstantSource.system()))) {
            for (int round = 0; round < 3; round++) {
                double bare = bare(poster, receiver.url());
                double signed = signed(poster, guard, receiver.url());
                System.out.printf(
                        "bare %.0f/s, dispatched, signed and recorded %.0f/s, ratio %.2f%n",
                        bare, signed, signed / bare);
            }
        }
    }

    private static double bare(HttpPoster poster, String url) throws InterruptedException {
        byte[] body = ("{\"type\":\"order.placed\",\"data\":" + DATA + "}").getBytes(StandardCharsets.UTF_8);
        Semaphore inFlight = new Semaphore(50);
        long begin = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            inFlight.acquire();
            poster.post(new Post(URI.create(url), body, List.of()), answer -> inFlight.release());
        }
        inFlight.acquire(50);
        return EVENTS / ((System.nanoTime() - begin) / 1e9);
    }

    private static double signed(HttpPoster poster, AddressGuard guard, String url) throws Exception {
        InstantSource clock = InstantSource.system();
        MemoryEndpoints endpoints = new MemoryEndpoints();
        for (int i = 0; i < ENDPOINTS; i++) {
            endpoints.create(Endpoints.of("t-" + i, "e" + i, url), 1_000);
        }
        MemoryJournal journal = new MemoryJournal();
        MemoryQueue deliveries = new MemoryQueue();
        Dispatcher dispatcher = new Dispatcher(new EndpointCache(endpoints), journal, deliveries, clock);
        Sender sender = new Sender(
                endpoints,
                journal,
                new Sender.Queues(new MemoryQueue(), new MemoryQueue()),
                poster,
                new UrlRules(guard, true),
                "",
                clock,
                new Random(1));
        AtomicInteger next = new AtomicInteger();
        ExecutorService pollers = Executors.newFixedThreadPool(2);
        long begin = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            pollers.execute(() -> {
                for (int batch = next.getAndIncrement(); batch < EVENTS / BATCH; batch = next.getAndIncrement()) {
                    sender.send(dispatched(dispatcher, deliveries, batch), Duration.ofSeconds(5));
                }
            });
        }
        pollers.shutdown();
        pollers.awaitTermination(5, TimeUnit.MINUTES);
        double rate = EVENTS / ((System.nanoTime() - begin) / 1e9);
        if (journal.attempts().size() != EVENTS) {
            throw new IllegalStateException(journal.attempts().size() + " attempts recorded");
        }
        return rate;
    }

    private static List<Received> dispatched(Dispatcher dispatcher, MemoryQueue deliveries, int batch) {
        List<Received> events = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            String id = "e-" + batch + "-" + i;
            events.add(Events.message(id, Events.order(id, "t-" + i % ENDPOINTS, DATA)));
        }
        synchronized (deliveries) {
            dispatcher.dispatch(events);
            return deliveries.take();
        }
    }
}
