package dev.sluice.engine.wire.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lets so many calls through at once; the others wait, without a thread, and not for ever. */
final class Calls extends QoSHandler {

    Calls(Limits limits, Handler next) {
        super(next);
        setMaxRequestCount(limits.calls());
        setMaxSuspendedRequestCount(limits.waitingCalls());
        setMaxSuspend(limits.callWait());
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        Exchanges.write(Refusals.BUSY, response, callback);
    }

    @Override
    protected void failSuspended(
            Request request, Response response, Callback callback, int status, @Nullable Throwable failure) {
        Exchanges.write(Refusals.BUSY, response, callback);
    }
}
