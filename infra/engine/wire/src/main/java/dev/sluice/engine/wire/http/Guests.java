package dev.sluice.engine.wire.http;

import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;

/**
 * Answers requests that anybody may send without a signature, such as those to HTTP APIs. They have threads, turns and memory of
 * their own, so that no crowd of them keeps signed calls out.
 */
public interface Guests {

    /** Nobody sends such requests. */
    Guests NONE = new Guests() {
        @Override
        public boolean takes(Exchange exchange) {
            return false;
        }

        @Override
        public Answer answer(Exchange exchange) {
            throw new IllegalStateException("there are no guests");
        }
    };

    /** Whether it is one of them; asked by its headers, and again when the body is there. Must not throw or wait. */
    boolean takes(Exchange exchange);

    /** Must not throw. */
    Answer answer(Exchange exchange);
}
