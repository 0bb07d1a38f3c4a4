package dev.sluice.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTest {

    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    private final SecureRandom random = new SecureRandom();

    private static KeptToken kept(Token token, Optional<Instant> end) {
        return new KeptToken(
                token.id(), token.kind(), token.hash(), Optional.empty(), Set.of("*"), Optional.empty(), NOW, end);
    }

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void aTokenIsRecognisedByItsPrefixAndHoldsNoDot(TokenKind kind) {
        Token token = Token.next(kind, random);
        assertThat(token.reveal()).matches("sluice_" + kind.word() + "_[0-9A-Za-z]{65}");
        assertThat(Token.parse(token.reveal()).orElseThrow().id()).isEqualTo(token.id());
        assertThat(Token.parse(token.reveal()).orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void whatDoesNotLookLikeATokenIsNone() {
        String text = Token.next(TokenKind.TENANT, random).reveal();
        for (String other :
                List.of("", "sluice_tenant_", text + "a", text.substring(1), text.replace('_', '-'), text + ".eu")) {
            assertThat(Token.parse(other)).as(other).isEmpty();
        }
    }

    @Test
    void aTokenIsAcceptedWholeAndUntilItEnds() {
        Token token = Token.next(TokenKind.OPERATOR, random);
        KeptToken kept = kept(token, Optional.of(NOW.plusSeconds(60)));
        assertThat(kept.accepts(token, NOW)).isTrue();
        assertThat(kept.accepts(token, NOW.plusSeconds(60))).isFalse();
        String text = token.reveal();
        char last = text.charAt(text.length() - 1) == 'a' ? 'b' : 'a';
        Token guessed = Token.parse(text.substring(0, text.length() - 1) + last).orElseThrow();
        assertThat(guessed.id()).isEqualTo(token.id());
        assertThat(kept.accepts(guessed, NOW)).isFalse();
    }

    @Test
    void aTokenShowsItselfNowhereButWhereItIsAskedFor() {
        Token token = Token.next(TokenKind.OPERATOR, random);
        String secret = token.reveal().substring(token.reveal().length() - 43);
        assertThat(token + " " + kept(token, Optional.empty())).doesNotContain(secret);
    }

    @Test
    void aTokenIsForOneApplicationUnlessItIsAnOperators() {
        Token token = Token.next(TokenKind.TENANT, random);
        assertThatThrownBy(() -> kept(token, Optional.empty())).hasMessageContaining("one application");
    }
}
