package dev.sluice.delivery.http;

import java.util.function.Consumer;

/** Makes requests, many at a time. Thread-safe. */
public interface Poster {

    /** Starts a request and returns; {@code done} is called once, soon, on a thread that it MUST NOT block. */
    void post(Post post, Consumer<Answer> done);
}
