package dev.sluice.chaos.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.sluice.chaos.history.Change;
import dev.sluice.chaos.history.History;
import dev.sluice.chaos.history.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A customer's receiver on plain sockets, so that it can do what no HTTP server would. Thread-safe. */
public final class Receiver implements AutoCloseable {

    /** The tenant of a receiver that gets what belongs to all of them. */
    public static final String ANYBODY = "";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HANG = Duration.ofSeconds(3);
    private static final Duration DRIP = Duration.ofMillis(50);

    private final String name;
    private final String tenant;
    private final History history;
    private final Runnable kill;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.WELL);
    private volatile @Nullable Webhook verifier;

    private Receiver(String name, String tenant, History history, Runnable kill, ServerSocket socket) {
        this.name = name;
        this.tenant = tenant;
        this.history = history;
        this.kill = kill;
        this.socket = socket;
    }

    /** @param kill kills the engine; for {@link Mood#KILLING} */
    public static Receiver start(String name, String tenant, History history, Runnable kill) throws IOException {
        ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Receiver receiver = new Receiver(name, tenant, history, kill, socket);
        receiver.threads.execute(receiver::accept);
        return receiver;
    }

    public String name() {
        return name;
    }

    public String tenant() {
        return tenant;
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks";
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** From now on signatures are checked. */
    public void secret(String secret) {
        verifier = new Webhook(secret);
    }

    public void mood(Mood next) {
        mood.set(next);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(30_000);
            RequestReader reader = new RequestReader(connection.getInputStream());
            boolean open = true;
            while (open) {
                if (mood.get() == Mood.RESETTING) {
                    connection.setSoLinger(true, 0);
                    return;
                }
                RequestReader.Received request = reader.next();
                open = request != null && answer(connection, request);
            }
        } catch (IOException e) {
            // The other side went away: it will try again, and that is what is being tested.
            return;
        }
    }

    private boolean answer(Socket connection, RequestReader.Received request) throws IOException {
        OutputStream out = connection.getOutputStream();
        switch (Objects.requireNonNull(mood.get())) {
            case WELL -> {
                take(request);
                out.write(bytes("HTTP/1.1 204 No Content\r\n\r\n"));
                return true;
            }
            case FAILING -> {
                out.write(bytes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
                return true;
            }
            case HANGING -> LockSupport.parkNanos(HANG.toNanos());
            case DRIPPING -> drip(out);
            case HALF -> {
                // It said 200, so it must have taken it; whether the sender tries again is the sender's affair.
                take(request);
                out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf of"));
            }
            case RESETTING -> connection.setSoLinger(true, 0);
            case KILLING -> {
                mood.set(Mood.WELL);
                take(request);
                kill.run();
            }
        }
        return false;
    }

    private static void drip(OutputStream out) throws IOException {
        for (byte one : bytes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 20\r\n\r\n01234567890123456789")) {
            out.write(one);
            LockSupport.parkNanos(DRIP.toNanos());
        }
    }

    private void take(RequestReader.Received request) throws IOException {
        JsonNode body = JSON.readTree(request.body());
        // A webhook has its data in a member; the body of an API destination's request is the data.
        JsonNode data = body.has("data") ? body.path("data") : body;
        String owner = data.path("tenant").asText();
        history.receive(new Receipt(
                name,
                tenant.equals(ANYBODY) ? owner : tenant,
                request.header("webhook-id"),
                Change.keyOf(data),
                owner,
                verified(request.headers(), request.body())));
    }

    private boolean verified(Map<String, List<String>> headers, String body) {
        Webhook webhook = verifier;
        try {
            if (webhook != null) {
                webhook.verify(body, HttpHeaders.of(headers, (header, value) -> true));
            }
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
