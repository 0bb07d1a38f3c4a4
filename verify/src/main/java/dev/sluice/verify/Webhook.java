package dev.sluice.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A request whose signature has been verified.
 *
 * @param id the same for every attempt at one event: keep it to recognize duplicates
 * @param sentAt when this attempt was signed, to the second
 * @param body the bytes that were signed
 */
public record Webhook(String id, Instant sentAt, byte[] body) {

    public Webhook {
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Webhook webhook
                && id.equals(webhook.id)
                && sentAt.equals(webhook.sentAt)
                && Arrays.equals(body, webhook.body);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "webhook " + id + " sent at " + sentAt + ", " + body.length + " bytes";
    }
}
