package dev.sluice.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** An HTTP receiver on loopback that reads the number and the time in each body, tallies them and answers 204. */
public final class Sink implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector;
    private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler("sink-delay", true);
    private final AtomicLong requests = new AtomicLong();

    private Sink(Supplier<Tally> tally, Duration delay) throws Exception {
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1_024);
        server.addConnector(connector);
        server.addBean(scheduler);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Source.asByteBuffer(
                        request,
                        Promise.from(body -> take(body, response, callback, tally.get(), delay), callback::failed));
                return true;
            }
        });
        server.start();
    }

    /** Starts a receiver that answers after {@code delay}. */
    public static Sink start(Tally tally, Duration delay) {
        return start(() -> tally, delay);
    }

    /** Starts a receiver that asks for each request which tally counts now. */
    public static Sink start(Supplier<Tally> tally, Duration delay) {
        try {
            return new Sink(tally, delay);
        } catch (Exception e) {
            throw new IllegalStateException("the receiver did not start", e);
        }
    }

    private void take(ByteBuffer body, Response response, Callback callback, Tally tally, Duration delay) {
        requests.incrementAndGet();
        Stamp.arrived(StandardCharsets.UTF_8.decode(body), tally);
        response.setStatus(204);
        if (delay.isZero()) {
            callback.succeeded();
        } else {
            scheduler.schedule(callback::succeeded, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/";
    }

    /** Requests that came, whatever was in them. */
    public long requests() {
        return requests.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the receiver did not stop", e);
        }
    }
}
