package dev.sluice.delivery.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of one request. */
public sealed interface Answer {

    /** From the call until the answer was read or given up, milliseconds. */
    long tookMs();

    /**
     * The receiver answered. The status is the answer: a body that is cut short or never ends does not change it.
     *
     * @param retryAfter the header of that name as it was sent
     * @param body the text, or a placeholder in brackets
     * @param headers names and values in order, as far as they are kept
     * @param address that was connected to; empty if it is not known
     */
    record Responded(
            int status,
            Optional<String> retryAfter,
            String body,
            long tookMs,
            List<Map.Entry<String, String>> headers,
            String address)
            implements Answer {

        /** Without headers and address. */
        public Responded(int status, Optional<String> retryAfter, String body, long tookMs) {
            this(status, retryAfter, body, tookMs, List.of(), "");
        }
    }

    /** There was no answer. */
    record Failed(Failure failure, String message, long tookMs) implements Answer {}

    /** Why there was no answer. */
    enum Failure {
        DNS_FAILED,
        /** The name leads to an address that may not be reached; trying again does not help. */
        FORBIDDEN_ADDRESS,
        CONNECTION_REFUSED,
        CONNECT_TIMEOUT,
        TLS_FAILED,
        /** Connected, and no status line within the time. */
        TIMEOUT,
        CONNECTION_LOST,
        /** Something that is not HTTP, or breaks its limits. */
        INVALID_RESPONSE,
        /** The sender could not get the token that the endpoint asks for. */
        NOT_AUTHORIZED,
        /** The request itself cannot be made; trying again does not help. */
        INVALID_REQUEST
    }
}
