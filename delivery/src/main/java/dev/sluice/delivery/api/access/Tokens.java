package dev.sluice.delivery.api.access;

import dev.sluice.runtime.token.KeptToken;
import dev.sluice.runtime.token.Token;
import dev.sluice.runtime.token.TokenKind;
import dev.sluice.runtime.token.TokenStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes tokens and ends them. Thread-safe. */
public final class Tokens {

    private final TokenStore store;
    private final InstantSource clock;
    private final SecureRandom random;

    public Tokens(TokenStore store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** @param expiry empty for a token that lasts until it is revoked */
    Token create(
            TokenKind kind,
            Optional<String> application,
            Set<String> scopes,
            Optional<String> session,
            Optional<Duration> expiry) {
        Token token = Token.next(kind, random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.create(new KeptToken(
                token.id(), kind, token.hash(), application, scopes, session, now, expiry.map(now::plus)));
        return token;
    }

    Optional<KeptToken> find(String id) {
        return store.find(id);
    }

    List<KeptToken> of(Optional<String> application) {
        return store.of(application);
    }

    /** Those that have not ended. */
    List<KeptToken> all() {
        return store.all().stream().filter(this::lasts).toList();
    }

    private boolean lasts(KeptToken token) {
        return token.expiresAt().map(clock.instant()::isBefore).orElse(true);
    }

    void end(String id, Duration after) {
        store.end(id, clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(after));
    }
}
