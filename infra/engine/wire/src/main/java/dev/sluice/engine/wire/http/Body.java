package dev.sluice.engine.wire.http;

import dev.sluice.engine.wire.Authenticator.Trust;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one request, on whatever thread its bytes arrive; none waits for them. A body that is there as a whole, as
 * nearly all are, costs nothing more. Any other is judged by the headers of its request and counted in the budget of those
 * that are trusted as much.
 */
final class Body {

    private enum State {
        READING,
        /** The answer has been written: what still comes is thrown away, so that the client gets to read it. */
        REFUSED,
        DONE
    }

    /** As much is read at once without asking who sends it. */
    private static final int AT_ONCE = 64 << 10;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Exchange head;
    private final Bodies bodies;
    private final Consumer<byte[]> whole;
    private final long begun;
    private final AtomicReference<State> state = new AtomicReference<>(State.READING);
    private final ByteArrayOutputStream bytes;
    private long size;
    private volatile @Nullable Budget budget;
    private Gateway.Early early = new Gateway.Early(Trust.NONE, Optional.empty());

    Body(Request request, Response response, Callback callback, Exchange head, Bodies bodies, Consumer<byte[]> whole) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.head = head;
        this.bodies = bodies;
        this.whole = whole;
        this.begun = bodies.seconds();
        this.bytes = new ByteArrayOutputStream((int) Math.max(32, Math.min(request.getLength(), AT_ONCE)));
    }

    /** In {@link Bodies#seconds}. */
    long begun() {
        return begun;
    }

    void begin() {
        long length = request.getLength();
        if (length <= bodies.limits().strangersBody()) {
            read();
        } else if (entered()) {
            Optional<Answer> refusal = length > bodies.largest(early.trust())
                    ? Optional.of(Bodies.tooLarge(early.trust()))
                    : early.refusal();
            refusal.ifPresentOrElse(this::refuse, this::read);
        }
    }

    private void read() {
        while (state.get() != State.DONE) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                if (entered()) {
                    request.demand(this::read);
                }
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(() -> callback.failed(chunk.getFailure()));
                return;
            }
            boolean goesOn = take(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (goesOn && last) {
                complete();
            }
            if (!goesOn || last) {
                return;
            }
        }
    }

    /** False if the request has been answered. */
    private boolean take(ByteBuffer chunk) {
        int more = chunk.remaining();
        size += more;
        if (state.get() == State.REFUSED) {
            return size <= 2L * bodies.largest(early.trust()) || !end(callback::succeeded);
        }
        if (size > bodies.largest(early.trust())) {
            return refuse(Bodies.tooLarge(early.trust()));
        }
        if (!counted(more)) {
            return false;
        }
        if (early.refusal().isPresent() && size > bodies.limits().strangersBody()) {
            return refuse(early.refusal().get());
        }
        byte[] copy = new byte[more];
        chunk.get(copy);
        bytes.write(copy, 0, more);
        return true;
    }

    private boolean counted(int more) {
        Budget mine = budget;
        if (mine == null) {
            return size <= AT_ONCE || entered();
        }
        return mine.charge(this, more) || dropped();
    }

    /** Judges the request by its headers, and counts it from now on. False if there is no room for it. */
    private boolean entered() {
        if (budget != null) {
            return true;
        }
        early = bodies.judge(head);
        Budget mine = bodies.budget(early.trust());
        budget = mine;
        Request.addCompletionListener(request, ignored -> leave());
        return mine.enter(this, size) || dropped();
    }

    /** Always false. */
    private boolean dropped() {
        crowdedOut();
        return false;
    }

    private void complete() {
        if (state.get() == State.REFUSED) {
            end(callback::succeeded);
            return;
        }
        Budget mine = budget;
        if (mine != null) {
            mine.complete(this);
        }
        if (end(() -> {})) {
            whole.accept(bytes.toByteArray());
        }
    }

    /** Answers, and then goes on reading. Always false: it is answered. */
    private boolean refuse(Answer answer) {
        if (state.compareAndSet(State.READING, State.REFUSED)) {
            bytes.reset();
            Exchanges.writeAndClose(answer, response, Callback.from(this::read, this::broken));
        }
        return false;
    }

    private void broken(Throwable failure) {
        end(() -> callback.failed(failure));
    }

    void crowdedOut() {
        stop(Refusals.CROWDED_OUT);
    }

    void tooSlow() {
        stop(Refusals.TOO_SLOW);
    }

    /** From any thread. */
    private void stop(Answer answer) {
        if (state.compareAndSet(State.READING, State.DONE)) {
            leave();
            Exchanges.writeAndClose(answer, response, callback);
        } else {
            end(callback::succeeded);
        }
    }

    /** True if it had not ended before. */
    private boolean end(Runnable action) {
        if (state.getAndSet(State.DONE) == State.DONE) {
            return false;
        }
        action.run();
        return true;
    }

    private void leave() {
        Budget mine = budget;
        if (mine != null) {
            mine.leave(this);
        }
    }
}
