package dev.sluice.engine.destinations.http;

/**
 * A response.
 *
 * @param retryAfter its Retry-After field; empty for none
 * @param encoding its Content-Encoding field; empty for none
 * @param body what was read of the body, as it came
 * @param cut whether there was more of it than was to be read
 */
public record Received(int status, String retryAfter, String encoding, byte[] body, boolean cut) {}
