package dev.sluice.engine.wire.http;

import dev.sluice.engine.wire.protocol.Answer;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lets so many calls through at once; the others wait, without a thread, and not for ever. */
final class Calls extends QoSHandler {

    private final Answer busy;

    private Calls(int most, int mostWaiting, Duration wait, Answer busy, Handler next) {
        super(next);
        this.busy = busy;
        setMaxRequestCount(most);
        setMaxSuspendedRequestCount(mostWaiting);
        setMaxSuspend(wait);
    }

    static Calls of(Limits limits, Handler next) {
        return new Calls(limits.calls(), limits.waitingCalls(), limits.callWait(), Refusals.BUSY, next);
    }

    static Calls ofGuests(Limits.OfGuests guests, Limits limits, Handler next) {
        return new Calls(guests.calls(), guests.waitingCalls(), limits.callWait(), Refusals.GUEST_BUSY, next);
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        Exchanges.write(busy, response, callback);
    }

    @Override
    protected void failSuspended(
            Request request, Response response, Callback callback, int status, @Nullable Throwable failure) {
        Exchanges.write(busy, response, callback);
    }
}
