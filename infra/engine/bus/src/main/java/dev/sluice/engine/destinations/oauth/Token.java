package dev.sluice.engine.destinations.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An access token.
 *
 * @param authorization the Authorization field that it makes
 * @param expires when it ends; empty if the server did not say
 */
public record Token(String authorization, Optional<Instant> expires) {

    /** A token that ends sooner than this is replaced before it is used. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    boolean isFresh(Instant now) {
        return expires.map(end -> end.isAfter(now.plus(MARGIN))).orElse(true);
    }

    @Override
    public String toString() {
        return "a token";
    }
}
