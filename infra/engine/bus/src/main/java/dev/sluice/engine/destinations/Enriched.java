package dev.sluice.engine.destinations;

import java.util.Optional;

/**
 * How the call of a pipe's enrichment ended.
 *
 * @param attempt how the call ended
 * @param body the response's body, decoded; there if and only if the call was delivered
 */
public record Enriched(Attempt attempt, Optional<String> body) {}
