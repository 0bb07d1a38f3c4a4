package dev.sluice.engine.wire.http;

import dev.sluice.engine.wire.protocol.Answer;

/** What is answered to requests that no protocol gets to see. */
final class Refusals {

    static final Answer TOO_LARGE =
            of(413, "RequestEntityTooLargeException", "The request body must not exceed 16 MiB.");

    static final Answer BUSY = of(503, "ServiceUnavailable", "Too many requests at once; retry with back-off.");

    static final Answer CROWDED_OUT = of(
            503,
            "ServiceUnavailable",
            "Too many request bodies were sent at once, and this one was waited for longest; retry with back-off.");

    static final Answer TOO_SLOW =
            of(408, "RequestTimeout", "The request body was not complete within 30 seconds; send it again.");

    static final Answer GUEST_TOO_LARGE =
            Answer.text(413, "application/json", "{\"message\":\"Request Entity Too Large\"}");

    static final Answer GUEST_BUSY = Answer.text(503, "application/json", "{\"message\":\"Service Unavailable\"}");

    private Refusals() {}

    private static Answer of(int status, String type, String message) {
        return Answer.text(status, "application/json", "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    }
}
