package dev.sluice.delivery.api.idempotency;

/**
 * The answer to a request, kept.
 *
 * @param body its text; empty if it has none
 * @param secret whether the text holds a secret
 */
public record Answered(int status, String body, boolean secret) {}
