package dev.sluice.cli.demo;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A customer's receiver on loopback: verifies each request with the official Standard Webhooks library and answers 204,
 * or 401 if the signature does not hold. It can be set to fail at first. Thread-safe.
 */
public final class Receiver implements AutoCloseable {

    /**
     * One request that came in.
     *
     * @param id the {@code webhook-id} header; empty if there was none
     * @param status what was answered
     */
    public record Receipt(String receiver, String id, int status, String body) {}

    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures;
    private volatile @Nullable Webhook verifier;

    private Receiver(String name, HttpServer server, int failFirst) {
        this.name = name;
        this.server = server;
        this.failures = new AtomicInteger(failFirst);
    }

    /** Starts a receiver on a free port; its first {@code failFirst} requests are answered with 503. */
    public static Receiver start(String name, int failFirst) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Receiver receiver = new Receiver(name, server, failFirst);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    public String name() {
        return name;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    /** From now on signatures are checked with {@code secret}, as shown when the endpoint was registered. */
    public void secret(String secret) {
        verifier = new Webhook(secret);
    }

    /** From now on, the next {@code requests} requests are answered with 503, and no others. */
    public void failNext(int requests) {
        failures.set(requests);
    }

    public List<Receipt> receipts() {
        return receipts;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = answer(exchange.getRequestHeaders(), body);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            receipts.add(new Receipt(name, id == null ? "" : id, status, body));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int answer(Map<String, List<String>> headers, String body) {
        Webhook webhook = verifier;
        if (webhook != null && !holds(webhook, headers, body)) {
            return 401;
        }
        return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 204;
    }

    private static boolean holds(Webhook webhook, Map<String, List<String>> headers, String body) {
        try {
            webhook.verify(body, HttpHeaders.of(headers, (header, value) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
