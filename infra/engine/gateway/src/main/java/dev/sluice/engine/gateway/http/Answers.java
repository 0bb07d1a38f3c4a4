package dev.sluice.engine.gateway.http;

import dev.sluice.engine.wire.protocol.Answer;

/** What API Gateway answers itself. */
final class Answers {

    static final Answer UNAUTHORIZED = of(401, "Unauthorized");
    static final Answer FORBIDDEN = of(403, "Forbidden");
    static final Answer NOT_FOUND = of(404, "Not Found");
    static final Answer TOO_LARGE = of(413, "Request Entity Too Large");
    static final Answer TOO_MANY = of(429, "Too Many Requests");
    static final Answer HEADERS_TOO_LARGE = of(431, "Request Header Fields Too Large");
    static final Answer ERROR = of(500, "Internal Server Error");
    static final Answer UNAVAILABLE = of(503, "Service Unavailable");

    private Answers() {}

    private static Answer of(int status, String message) {
        return Answer.text(status, "application/json", "{\"message\":\"" + message + "\"}");
    }
}
