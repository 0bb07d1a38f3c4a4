package dev.sluice.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of tokens does. */
public abstract class TokenStoreContract {

    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final String application = "app_" + UUID.randomUUID();

    protected abstract TokenStore store();

    private KeptToken kept(TokenKind kind, Optional<String> owner, Set<String> scopes, Optional<Instant> end) {
        Token token = Token.next(kind, random);
        return new KeptToken(token.id(), kind, token.hash(), owner, scopes, owner.map(id -> "visit"), NOW, end);
    }

    @Test
    void whatWasCreatedIsFoundAsItWas() {
        KeptToken tenant = kept(
                TokenKind.TENANT,
                Optional.of(application),
                Set.of("endpoints:read", "messages:read"),
                Optional.of(NOW.plusSeconds(60)));
        KeptToken operator = kept(TokenKind.OPERATOR, Optional.empty(), Set.of(), Optional.empty());
        store().create(tenant);
        store().create(operator);
        assertThat(store().find(tenant.id())).contains(tenant);
        assertThat(store().find(operator.id())).contains(operator);
        assertThat(store().find("nobody")).isEmpty();
    }

    @Test
    void tokensAreListedByWhoseTheyAre() {
        KeptToken tenant = kept(TokenKind.TENANT, Optional.of(application), Set.of("*"), Optional.empty());
        KeptToken operator = kept(TokenKind.OPERATOR, Optional.empty(), Set.of("*"), Optional.empty());
        store().create(tenant);
        store().create(operator);
        assertThat(store().of(Optional.of(application))).containsExactly(tenant);
        assertThat(store().of(Optional.empty())).contains(operator).doesNotContain(tenant);
        assertThat(store().all()).contains(operator, tenant);
    }

    @Test
    void aTokenEndsAtTheEarlierTime() {
        KeptToken token = kept(TokenKind.TENANT, Optional.of(application), Set.of(), Optional.empty());
        store().create(token);
        store().end(token.id(), NOW.plusSeconds(60));
        assertThat(store().find(token.id()).flatMap(KeptToken::expiresAt)).contains(NOW.plusSeconds(60));
        store().end(token.id(), NOW.plusSeconds(90));
        assertThat(store().find(token.id()).flatMap(KeptToken::expiresAt)).contains(NOW.plusSeconds(60));
        store().end(token.id(), NOW);
        assertThat(store().find(token.id()).flatMap(KeptToken::expiresAt)).contains(NOW);
        store().end("nobody", NOW);
        assertThat(store().find("nobody")).isEmpty();
    }
}
