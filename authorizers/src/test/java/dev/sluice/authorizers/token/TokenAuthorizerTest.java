package dev.sluice.authorizers.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.token.KeptToken;
import dev.sluice.runtime.token.Token;
import dev.sluice.runtime.token.TokenKind;
import dev.sluice.runtime.token.TokenStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenAuthorizerTest {

    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    /** Tokens of one test. */
    private static final class Tokens implements TokenStore {

        private final Map<String, KeptToken> kept = new HashMap<>();

        @Override
        public Optional<KeptToken> find(String id) {
            return Optional.ofNullable(kept.get(id));
        }

        @Override
        public void create(KeptToken token) {
            kept.put(token.id(), token);
        }

        @Override
        public void end(String id, Instant at) {
            kept.computeIfPresent(id, (unused, token) -> token.until(at));
        }

        @Override
        public List<KeptToken> of(Optional<String> application) {
            throw new AssertionError("an authorizer lists nothing");
        }

        @Override
        public List<KeptToken> all() {
            throw new AssertionError("an authorizer lists nothing");
        }
    }

    private final Tokens tokens = new Tokens();
    private final Instant[] now = {NOW};
    private final TokenAuthorizer authorizer = new TokenAuthorizer(tokens, () -> now[0]);
    private final Token tenant = token(TokenKind.TENANT, Optional.of("app_1"), Set.of("endpoints:read"));
    private final Token operator = token(TokenKind.OPERATOR, Optional.empty(), Set.of("*"));

    private Token token(TokenKind kind, Optional<String> application, Set<String> scopes) {
        Token token = Token.next(kind, new SecureRandom());
        tokens.create(new KeptToken(
                token.id(),
                kind,
                token.hash(),
                application,
                scopes,
                Optional.empty(),
                NOW,
                Optional.of(NOW.plusSeconds(60))));
        return token;
    }

    private JsonNode context(String authorization) {
        ObjectNode request = Json.object().put("version", "2.0").put("type", "REQUEST");
        request.putObject("headers").put("authorization", authorization);
        ObjectNode answer = authorizer.answer(request);
        assertThat(answer.path("isAuthorized").asBoolean()).isTrue();
        return answer.path("context");
    }

    @Test
    void aTenantsTokenIsForItsApplicationAndItsScopes() {
        assertThat(context("Bearer " + tenant.reveal()).toString())
                .isEqualTo("{\"kind\":\"tenant\",\"token\":\"" + tenant.id()
                        + "\",\"tenant\":\"app_1\",\"scopes\":\"endpoints:read\"}");
    }

    @Test
    void anOperatorsTokenIsForNoApplication() {
        JsonNode context = context("bearer  " + operator.reveal());
        assertThat(context.path("kind").asText()).isEqualTo("operator");
        assertThat(context.path("tenant").asText()).isEmpty();
    }

    @Test
    void whatIsNoValidTokenIsOfNoKind() {
        String text = tenant.reveal();
        for (String header : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Basic " + text,
                text,
                "Bearer " + text + "x",
                "Bearer " + Token.next(TokenKind.OPERATOR, new SecureRandom()).reveal(),
                "Bearer " + text.replace("tenant", "operator"))) {
            assertThat(context(header).toString()).as(header).isEqualTo("{\"kind\":\"none\"}");
        }
        assertThat(authorizer.answer(Json.object()).path("context").path("kind").asText())
                .isEqualTo("none");
    }

    @Test
    void aTokenThatHasEndedIsOfNoKind() {
        now[0] = NOW.plusSeconds(59);
        assertThat(context("Bearer " + tenant.reveal()).path("kind").asText()).isEqualTo("tenant");
        now[0] = NOW.plusSeconds(60);
        assertThat(context("Bearer " + tenant.reveal()).path("kind").asText()).isEqualTo("none");
    }

    @Test
    void aTokenThatIsRevokedEndsAtOnce() {
        tokens.end(operator.id(), NOW);
        assertThat(context("Bearer " + operator.reveal()).path("kind").asText()).isEqualTo("none");
    }
}
