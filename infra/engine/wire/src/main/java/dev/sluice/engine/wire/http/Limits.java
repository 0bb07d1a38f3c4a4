package dev.sluice.engine.wire.http;

import java.time.Duration;

/**
 * What clients may use of the server.
 *
 * @param calls how many calls are worked on at once; each keeps a thread while it waits (for a commit, or in a long poll)
 * @param waitingCalls how many more may wait for their turn
 * @param callWait how long they may
 * @param connections how many connections are kept open; beyond, the oldest without a request are closed
 * @param headers how long a client may take to send the line and headers of a request
 * @param body how long it may take to send the body
 * @param largestBody in bytes
 * @param strangersBody in bytes, of a request whose key, date or scope is invalid
 * @param strangers bytes of such bodies that may be in memory at once
 * @param known bytes of other bodies that may be in memory at once: so many whose signature is known to hold, and again so many
 *     whose signature cannot be checked before the body is there
 */
record Limits(
        int calls,
        int waitingCalls,
        Duration callWait,
        int connections,
        Duration headers,
        Duration body,
        int largestBody,
        int strangersBody,
        int strangers,
        int known) {

    /** Threads beside those of the calls: for accepting, selecting and reading, none of which waits. */
    static final int SPARE_THREADS = 64;

    static final Limits USUAL = new Limits(
            448,
            1_024,
            Duration.ofSeconds(10),
            8_192,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            16 << 20,
            256 << 10,
            8 << 20,
            64 << 20);

    /**
     * What guests may use of the server, beside the limits that hold for all.
     *
     * @param calls how many of their requests are worked on at once; each keeps a thread while it waits for a function
     * @param waitingCalls how many more may wait for their turn
     * @param largestBody in bytes
     * @param bodies bytes of their bodies that may be in memory at once
     */
    record OfGuests(int calls, int waitingCalls, int largestBody, int bodies) {

        static final OfGuests USUAL = new OfGuests(128, 512, 10 << 20, 32 << 20);
    }
}
