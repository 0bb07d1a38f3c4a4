package dev.sluice.bench.cold;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's side of one execution environment: hands out one event and takes the answer to it. A runtime that asks for what
 * comes after waits until this is closed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String REQUEST = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    private static final int BACKLOG = 50;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] event;
    private final CompletableFuture<Long> restored = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private boolean taken;

    /** @param event what the function is called with */
    RuntimeApi(String event) throws IOException {
        this.event = event.getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext(ROOT, this::serve);
        server.start();
    }

    /** As in {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * The nanosecond of the answer.
     *
     * @throws IllegalStateException with what the function or its initialization failed on, or if nothing comes
     */
    long answered() {
        return await(answered);
    }

    /** The nanosecond at which the runtime was let go on from its snapshot. */
    long restored() {
        return await(restored);
    }

    private static long await(CompletableFuture<Long> moment) {
        try {
            return moment.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).longValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the function did not answer within " + DEADLINE.toSeconds() + " s", e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("invocation/next")) {
            next(exchange);
        } else if (path.equals("restore/next")) {
            restored.complete(System.nanoTime());
            answer(exchange, 200, new byte[0]);
        } else if (path.endsWith("/response")) {
            answered.complete(System.nanoTime());
            answer(exchange, 202, new byte[0]);
        } else {
            IllegalStateException failure = new IllegalStateException(path + ": " + body);
            answered.completeExceptionally(failure);
            restored.completeExceptionally(failure);
            answer(exchange, 202, new byte[0]);
        }
    }

    private synchronized void next(HttpExchange exchange) throws IOException {
        if (taken) {
            // There is nothing more; the answer stays open until the server stops.
            return;
        }
        taken = true;
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", REQUEST);
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + DEADLINE.toMillis()));
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:measured");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        answer(exchange, 200, event);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
