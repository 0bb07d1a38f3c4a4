package dev.sluice.engine.wire;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty on 127.0.0.1. Each request keeps a thread while it waits (for a commit, or in a long poll), hence the many. */
public final class HttpServer implements AutoCloseable {

    /** Enough for some hundred long polls beside the calls that do not wait. */
    private static final int THREADS = 512;

    private static final int KEPT_THREADS = 8;
    private static final int LARGEST_BODY = 16 << 20;
    private static final int SMALL_BODY = 256 << 10;
    private static final int LARGE_BODIES = 64 << 20;
    private static final int BODY_WAIT_S = 10;
    private static final int LARGEST_HEADERS = 32 << 10;
    private static final int IDLE_MS = 60_000;

    /** Answers paths of the engine's own, before any AWS protocol. */
    @FunctionalInterface
    public interface Own {
        Optional<Answer> answer(Exchange exchange);
    }

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** @param port 0 takes a free one */
    public static HttpServer start(int port, Gateway gateway, Own own) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, KEPT_THREADS, IDLE_MS);
        threads.setName("http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(LARGEST_HEADERS);
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(org.eclipse.jetty.http.UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.setHandler(new Handling(gateway, own));
        server.setErrorHandler(new HttpErrors());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot listen on 127.0.0.1:" + port + " (" + e.getMessage() + "); choose another with --port", e);
        }
        return new HttpServer(server, connector);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    private static final Answer TOO_LARGE = Answer.text(
            413,
            "application/json",
            "{\"__type\":\"RequestEntityTooLargeException\",\"message\":\"The request body must not exceed 16 MiB.\"}");

    private static final Answer BUSY = Answer.text(
            503,
            "application/json",
            "{\"__type\":\"ServiceUnavailable\",\"message\":\"Too many large requests at once; retry with back-off.\"}");

    private static final class Handling extends Handler.Abstract {

        private final Gateway gateway;
        private final Own own;
        /** Bytes of large bodies that may be in memory at once. */
        private final Semaphore bodies = new Semaphore(LARGE_BODIES);

        Handling(Gateway gateway, Own own) {
            this.gateway = gateway;
            this.own = own;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            long expected = request.getLength();
            if (expected > LARGEST_BODY) {
                write(TOO_LARGE, response, callback);
                return true;
            }
            int reserved = expected >= 0 && expected <= SMALL_BODY ? 0 : expected < 0 ? LARGEST_BODY : (int) expected;
            if (!bodies.tryAcquire(reserved, BODY_WAIT_S, TimeUnit.SECONDS)) {
                write(BUSY, response, callback);
                return true;
            }
            try {
                answer(request, response, callback);
            } finally {
                bodies.release(reserved);
            }
            return true;
        }

        private void answer(Request request, Response response, Callback callback) throws IOException {
            byte[] body = Content.Source.asInputStream(request).readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                write(TOO_LARGE, response, callback);
                return;
            }
            Exchange exchange = exchange(request, body);
            write(own.answer(exchange).orElseGet(() -> gateway.handle(exchange)), response, callback);
        }

        private static Exchange exchange(Request request, byte[] body) {
            Map<String, String> headers = new HashMap<>();
            for (HttpField field : request.getHeaders()) {
                headers.merge(
                        field.getName().toLowerCase(Locale.ROOT),
                        String.valueOf(field.getValue()),
                        (a, b) -> a + "," + b);
            }
            String raw = request.getHttpURI().getPath();
            String query = request.getHttpURI().getQuery();
            String decoded = Request.getPathInContext(request);
            return new Exchange(
                    request.getMethod(),
                    decoded == null || decoded.isEmpty() ? "/" : decoded,
                    raw == null || raw.isEmpty() ? "/" : raw,
                    query == null ? "" : query,
                    headers,
                    body);
        }

        private static void write(Answer answer, Response response, Callback callback) {
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
            answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
        }
    }
}
