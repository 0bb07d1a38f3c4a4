package dev.sluice.engine.destinations.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.destinations.http.Decoding;
import dev.sluice.engine.destinations.http.Received;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the answer of a token endpoint.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, 5.1</a>
 */
final class TokenResponse {

    /** Most bytes of an answer. */
    static final int MOST = 65_536;

    private static final long LONGEST_SECONDS = 10L * 365 * 86_400;

    private TokenResponse() {}

    static Token read(Received received, Instant now) throws TokenException {
        if (received.status() < 200 || received.status() > 299) {
            throw new TokenException(
                    "the authorization endpoint answered HTTP status code " + received.status(),
                    received.status() >= 400 && received.status() < 500 && received.status() != 429);
        }
        JsonNode answer = json(received);
        String token = answer.path("access_token").asText("");
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new TokenException("the authorization endpoint's answer has no usable access_token");
        }
        String type = answer.path("token_type").asText("Bearer");
        boolean bearer = type.equalsIgnoreCase("bearer") || !type.matches("[!#$%&'*+.^_`|~0-9a-zA-Z-]{1,64}");
        long seconds = answer.path("expires_in").asLong(-1);
        return new Token(
                (bearer ? "Bearer" : type) + " " + token,
                seconds < 0 ? Optional.empty() : Optional.of(now.plusSeconds(Math.min(seconds, LONGEST_SECONDS))));
    }

    private static JsonNode json(Received received) throws TokenException {
        try {
            byte[] body = Decoding.decoded(received, MOST);
            if (received.cut()) {
                throw new TokenException("the authorization endpoint's answer is longer than " + MOST + " bytes");
            }
            return Json.parse(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The parser would quote the answer, and that may hold a token.
            throw new TokenException("the authorization endpoint's answer is not JSON");
        }
    }
}
