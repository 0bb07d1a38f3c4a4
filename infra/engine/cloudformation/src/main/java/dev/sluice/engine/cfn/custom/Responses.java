package dev.sluice.engine.cfn.custom;

import dev.sluice.engine.time.Ids;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The URLs to which functions put the responses of custom resources. Each cannot be guessed, takes one response, and is gone when
 * it is no longer expected: on AWS it is a presigned URL of S3. Thread-safe.
 */
public final class Responses {

    /** Below the engine's own pages. */
    public static final String PAGE = "responses/";

    private final Ids ids;
    private final Supplier<URI> engine;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    /** @param engine where the engine answers */
    public Responses(Ids ids, Supplier<URI> engine) {
        this.ids = ids;
        this.engine = engine;
    }

    /** What came of a wait: the response's body, or why there is none. */
    record Outcome(byte[] body, String failure) {}

    /** One response that is awaited. */
    final class Pending implements AutoCloseable {

        private final String token = ids.uuid().toString() + ids.uuid();
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        String url() {
            return engine.get() + "/_sluice/" + PAGE + token;
        }

        /** Ends the wait, unless it has ended. */
        void fail(String reason) {
            outcome.complete(new Outcome(new byte[0], reason));
        }

        boolean ended() {
            return outcome.isDone();
        }

        Outcome await() {
            return outcome.join();
        }

        @Override
        public void close() {
            pending.remove(token);
        }
    }

    Pending open() {
        Pending fresh = new Pending();
        pending.put(fresh.token, fresh);
        return fresh;
    }

    /** Takes a response; false if it is not awaited. */
    public boolean put(String token, byte[] body) {
        Pending waiting = pending.remove(token);
        return waiting != null && waiting.outcome.complete(new Outcome(body, ""));
    }
}
