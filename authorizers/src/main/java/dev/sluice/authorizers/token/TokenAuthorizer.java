package dev.sluice.authorizers.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.token.KeptToken;
import dev.sluice.runtime.token.Token;
import dev.sluice.runtime.token.TokenStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whose token a request has, and what it may do: {@code kind}, {@code token} (its id), {@code tenant} (the application's
 * id) and {@code scopes}, separated by spaces.
 *
 * <p>A request without a valid token is let through with the kind {@code none}: API Gateway would answer 403 with a body of its own,
 * and clients of the API expect a 401 that they can read. The API refuses everything but its health to a request of that kind.
 * Thread-safe.
 */
public final class TokenAuthorizer {

    static final String NONE = "none";

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([0-9A-Za-z_]{1,128}) *");

    private final TokenStore tokens;
    private final InstantSource clock;

    public TokenAuthorizer(TokenStore tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @param request of an authorizer with payload format 2.0
     * @return a simple response with a context
     */
    public ObjectNode answer(JsonNode request) {
        ObjectNode answer = Json.object().put("isAuthorized", true);
        ObjectNode context = answer.putObject("context");
        authorization(request)
                .flatMap(this::valid)
                .ifPresentOrElse(
                        token -> context.put("kind", token.kind().word())
                                .put("token", token.id())
                                .put("tenant", token.application().orElse(""))
                                .put("scopes", String.join(" ", token.scopes())),
                        () -> context.put("kind", NONE));
        return answer;
    }

    private Optional<KeptToken> valid(String text) {
        return Token.parse(text)
                .flatMap(token -> tokens.find(token.id()).filter(kept -> kept.accepts(token, clock.instant())));
    }

    /** API Gateway hands names over in lower case. */
    private static Optional<String> authorization(JsonNode request) {
        Matcher bearer =
                BEARER.matcher(request.path("headers").path("authorization").asText());
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }
}
