package dev.sluice.delivery.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One request under way, and what has been read of its answer. The first end counts. */
final class Exchange implements AsyncResponseConsumer<Boolean> {

    /** Ends the reading of a body that is longer than what is kept. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final Consumer<Answer> done;
    private final long startedNanos;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Body body = new Body();
    private volatile int status;
    private volatile @Nullable String retryAfter;
    private volatile List<Map.Entry<String, String>> headers = List.of();
    private volatile String address = "";
    private volatile @Nullable FutureCallback<Boolean> callback;
    private volatile @Nullable Future<?> call;
    private volatile @Nullable Future<?> deadline;

    Exchange(Consumer<Answer> done, long startedNanos) {
        this.done = done;
        this.startedNanos = startedNanos;
    }

    boolean ended() {
        return ended.get();
    }

    boolean answered() {
        return status != 0;
    }

    void deadline(Future<?> timer) {
        deadline = timer;
        if (ended()) {
            timer.cancel(false);
        }
    }

    /** What to stop when the time is up. */
    void call(Future<?> running) {
        call = running;
        if (ended()) {
            running.cancel(true);
        }
    }

    /** The end: with a status if one was read, with this failure otherwise. */
    void end(Answer.Failure failure, String message) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Future<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
        long tookMs = (System.nanoTime() - startedNanos) / 1_000_000;
        done.accept(
                answered()
                        ? new Answer.Responded(
                                status, Optional.ofNullable(retryAfter), text(), tookMs, headers, address)
                        : new Answer.Failed(failure, message, tookMs));
    }

    /** The end because the time is up. */
    void expire(Answer.Failure failure, String message) {
        end(failure, message);
        Future<?> running = call;
        if (running != null) {
            running.cancel(true);
        }
    }

    private String text() {
        synchronized (body) {
            return body.text();
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Boolean> result) {
        Header header = response.getFirstHeader("Retry-After");
        retryAfter = header == null ? null : header.getValue();
        headers = Headers.kept(response);
        address = Headers.address(context);
        status = response.getCode();
        callback = result;
        if (entity == null) {
            result.completed(Boolean.TRUE);
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // An interim answer is none.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Body.LONGEST);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        synchronized (body) {
            if (!body.take(source)) {
                throw new Enough();
            }
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        FutureCallback<Boolean> result = callback;
        if (result != null) {
            result.completed(Boolean.TRUE);
        }
    }

    @Override
    public void failed(Exception cause) {
        // The client's callback tells.
    }

    @Override
    public void releaseResources() {
        // Nothing is held.
    }
}
