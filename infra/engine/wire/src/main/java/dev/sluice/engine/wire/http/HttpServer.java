package dev.sluice.engine.wire.http;

import dev.sluice.engine.time.Time;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Jetty on 127.0.0.1. A call keeps a thread while it waits (for a commit, or in a long poll), and {@link Limits#calls} may do
 * so; reading requests and writing answers keeps none.
 */
public final class HttpServer implements AutoCloseable {

    private static final int KEPT_THREADS = 8;
    private static final int LARGEST_HEADERS = 32 << 10;
    private static final int IDLE_MS = 60_000;
    private static final String EXCHANGE = "dev.sluice.exchange";

    /** Answers paths of the engine's own, before any AWS protocol. */
    public interface Own {

        /** What needs neither the body nor a turn among the calls: it is answered however busy the engine is. */
        Optional<Answer> atOnce(Exchange head);

        Optional<Answer> answer(Exchange exchange);
    }

    private final Server server;
    private final ServerConnector connector;
    private final Connections connections;
    private final Bodies bodies;

    private HttpServer(Server server, ServerConnector connector, Connections connections, Bodies bodies) {
        this.server = server;
        this.connector = connector;
        this.connections = connections;
        this.bodies = bodies;
    }

    /** @param port 0 takes a free one */
    public static HttpServer start(int port, Gateway gateway, Own own, Guests guests, Time time) {
        return start(port, gateway, own, time, Limits.USUAL, guests, Limits.OfGuests.USUAL);
    }

    static HttpServer start(int port, Gateway gateway, Own own, Time time, Limits limits) {
        return start(port, gateway, own, time, limits, Guests.NONE, Limits.OfGuests.USUAL);
    }

    static HttpServer start(
            int port, Gateway gateway, Own own, Time time, Limits limits, Guests guests, Limits.OfGuests guestLimits) {
        QueuedThreadPool threads = new QueuedThreadPool(
                limits.calls() + guestLimits.calls() + Limits.SPARE_THREADS, KEPT_THREADS, IDLE_MS);
        threads.setName("http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(LARGEST_HEADERS);
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        Bodies bodies = new Bodies(gateway, guests, limits, guestLimits);
        Connections connections = new Connections(connector, bodies, time, limits);
        connector.addBean(connections);
        Handler calls = Calls.of(
                limits, new Working(exchange -> own.answer(exchange).orElseGet(() -> gateway.handle(exchange))));
        Handler guestCalls = Calls.ofGuests(guestLimits, limits, new Working(guests::answer));
        server.setHandler(new Reading(own, guests, bodies, calls, guestCalls));
        server.setErrorHandler(new HttpErrors());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot listen on 127.0.0.1:" + port + " (" + e.getMessage() + "); choose another with --port", e);
        }
        connections.start();
        return new HttpServer(server, connector, connections, bodies);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    Bodies bodies() {
        return bodies;
    }

    @Override
    public void close() {
        connections.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    /** Reads each request as a whole before it becomes a call. */
    private static final class Reading extends Handler.Sequence {

        private final Own own;
        private final Guests guests;
        private final Bodies bodies;
        private final Handler calls;
        private final Handler guestCalls;

        Reading(Own own, Guests guests, Bodies bodies, Handler calls, Handler guestCalls) {
            super(calls, guestCalls);
            this.own = own;
            this.guests = guests;
            this.bodies = bodies;
            this.calls = calls;
            this.guestCalls = guestCalls;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Exchange head = Exchanges.head(request);
            Optional<Answer> answer = own.atOnce(head);
            if (answer.isPresent()) {
                Exchanges.write(answer.get(), response, callback);
            } else {
                new Body(
                                request,
                                response,
                                callback,
                                head,
                                bodies,
                                body -> call(request, response, callback, head.with(body)))
                        .begin();
            }
            return true;
        }

        private void call(Request request, Response response, Callback callback, Exchange exchange) {
            request.setAttribute(EXCHANGE, exchange);
            try {
                (guests.takes(exchange) ? guestCalls : calls).handle(request, response, callback);
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }

    private static final class Working extends Handler.Abstract {

        private final Function<Exchange, Answer> work;

        Working(Function<Exchange, Answer> work) {
            this.work = work;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Exchange exchange = (Exchange) request.getAttribute(EXCHANGE);
            Exchanges.write(work.apply(exchange), response, callback);
            return true;
        }
    }
}
