package dev.sluice.engine.destinations;

import dev.sluice.engine.destinations.connection.Connection;
import dev.sluice.engine.destinations.connection.Connections;
import dev.sluice.engine.destinations.connection.Credentials;
import dev.sluice.engine.destinations.oauth.Token;
import dev.sluice.engine.destinations.oauth.TokenException;
import dev.sluice.engine.destinations.oauth.Tokens;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the first token of each OAuth connection, which makes it AUTHORIZED. While none comes the connection keeps waiting,
 * AUTHORIZING or, if the endpoint refuses it, DEAUTHORIZED; and the endpoint is asked again: on a laptop the authorization server may start after the engine. Thread-safe.
 */
final class Authorizer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);
    private static final int THREADS = 2;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Connections connections;
    private final Tokens tokens;
    private final Time time;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "destination-authorizer");
                thread.setDaemon(true);
                return thread;
            });

    Authorizer(Connections connections, Tokens tokens, Time time) {
        this.connections = connections;
        this.tokens = tokens;
        this.time = time;
        executor.allowCoreThreadTimeOut(true);
        connections.onChange(this::changed);
    }

    void start() {
        connections.authorizing().forEach(connection -> later(connection, FIRST));
    }

    private void changed(Connection connection) {
        if (!connection.isAuthorizing()) {
            return;
        }
        if (connection.reason().isEmpty()) {
            tokens.forget(connection.arn());
            later(connection, FIRST);
        }
    }

    private void later(Connection connection, Duration wait) {
        if (!executor.isShutdown()) {
            executor.execute(() -> authorize(connection, wait));
        }
    }

    private void authorize(Connection connection, Duration wait) {
        boolean same = connections
                .find(connection.arn())
                .filter(now -> now.isAuthorizing() && now.modified() == connection.modified())
                .isPresent();
        try {
            if (same) {
                token(connection);
            }
        } catch (TokenException | RuntimeException e) {
            if (executor.isShutdown()) {
                return;
            }
            String why = e instanceof TokenException known ? known.message() : "its credentials cannot be read";
            LOG.warn("connection {} is not authorized yet: {}", connection.name(), why);
            connections.unauthorized(connection, why, e instanceof TokenException known && known.isRefusal());
            Duration next = wait.multipliedBy(2);
            time.at(time.now().plus(wait), () -> later(connection, next.compareTo(LONGEST) > 0 ? LONGEST : next));
        }
    }

    /** The connection's token if it is an OAuth one; the first one that comes makes the connection usable. */
    Optional<Token> token(Connection connection) throws TokenException {
        Optional<Credentials> credentials = connections.credentials(connection);
        if (credentials.isEmpty() || !(credentials.get() instanceof Credentials.OAuth oauth)) {
            return Optional.empty();
        }
        Token token = tokens.token(connection.arn(), oauth);
        if (connection.isAuthorizing()) {
            connections.authorized(connection);
        }
        return Optional.of(token);
    }

    /** Takes no more work. */
    void stop() {
        executor.shutdownNow();
    }

    /** Waits until what is under way has ended; its calls must have been ended before. */
    @Override
    public void close() {
        stop();
        try {
            if (!executor.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("a token is still being fetched");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
