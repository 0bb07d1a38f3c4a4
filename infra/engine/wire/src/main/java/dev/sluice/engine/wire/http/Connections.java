package dev.sluice.engine.wire.http;

import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Ends what takes too long, once a second, and keeps the number of connections in bounds. That a connection is idle between
 * two requests is not too long: Jetty ends that after its idle timeout.
 */
final class Connections implements Connection.Listener, AutoCloseable {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** A connection on which no request is under way: how many there were, and until when no byte of the next had come. */
    private record Idle(long requests, long bytes, long until) {}

    private final ServerConnector connector;
    private final Bodies bodies;
    private final Time time;
    private final Limits limits;
    private Map<EndPoint, Idle> idle = new IdentityHashMap<>();
    private Time.Timer timer = () -> {};
    private boolean closed;

    Connections(ServerConnector connector, Bodies bodies, Time time, Limits limits) {
        this.connector = connector;
        this.bodies = bodies;
        this.time = time;
        this.limits = limits;
    }

    synchronized void start() {
        if (!closed) {
            timer = time.at(time.now().plus(BETWEEN), this::round);
        }
    }

    private void round() {
        bodies.tick();
        endSlowHeaders();
        start();
    }

    private void endSlowHeaders() {
        long now = bodies.seconds();
        Map<EndPoint, Idle> still = new IdentityHashMap<>();
        for (EndPoint end : connector.getConnectedEndPoints()) {
            Connection connection = end.getConnection();
            if (connection == null || !betweenRequests(connection)) {
                continue;
            }
            Idle before = idle.get(end);
            Idle next = new Idle(connection.getMessagesIn(), connection.getBytesIn(), now);
            if (before == null || before.requests() != next.requests() || before.bytes() == next.bytes()) {
                still.put(end, next);
            } else if (before.until() + limits.headers().toSeconds() < now) {
                end.close();
            } else {
                still.put(end, before);
            }
        }
        idle = still;
    }

    /** Jetty counts a request when its headers are complete, and a response when it is begun. */
    private static boolean betweenRequests(Connection connection) {
        return connection.getMessagesIn() == connection.getMessagesOut();
    }

    /** One more: if there are too many now, the oldest idle ones are closed, some at a time. */
    @Override
    public void onOpened(Connection opened) {
        if (connector.getConnectedEndPoints().size() <= limits.connections()) {
            return;
        }
        List<EndPoint> oldest = connector.getConnectedEndPoints().stream()
                .filter(end -> end != opened.getEndPoint())
                .filter(end -> end.getConnection() != null && betweenRequests(end.getConnection()))
                .sorted(Comparator.comparing(EndPoint::getCreatedTimeStamp))
                .limit(1 + limits.connections() / 8)
                .toList();
        oldest.forEach(EndPoint::close);
        if (oldest.isEmpty()) {
            opened.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {}

    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel();
    }
}
