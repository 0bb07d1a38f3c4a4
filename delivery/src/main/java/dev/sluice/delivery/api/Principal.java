package dev.sluice.delivery.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose token a request was sent with, as the authorizer found it.
 *
 * @param token the token's id, never the token
 * @param application the id of the only application that the token is for; empty for an operator's
 * @param scopes what the token may do; a {@code *} is everything that its kind may
 */
public record Principal(Kind kind, String token, Optional<String> application, Set<String> scopes) {

    /** What kinds of tokens there are. */
    public enum Kind {
        /** The owner of the installation: all applications. */
        OPERATOR,
        /** A customer's own program: one application. */
        TENANT,
        /** A person who looks at one application in a browser, for a while. */
        PORTAL
    }

    private static final Map<String, Kind> KINDS =
            Map.of("operator", Kind.OPERATOR, "tenant", Kind.TENANT, "portal", Kind.PORTAL);

    public Principal {
        scopes = Set.copyOf(scopes);
        if ((kind == Kind.OPERATOR) == application.isPresent()) {
            throw new IllegalArgumentException("a token is for one application, unless it is an operator's");
        }
    }

    /**
     * Reads the authorizer's context: {@code kind}, {@code token}, {@code tenant} (the application's id) and {@code scopes},
     * separated by spaces. Empty if it is not one.
     */
    static Optional<Principal> of(JsonNode context) {
        Kind kind = KINDS.get(context.path("kind").asText());
        String token = context.path("token").asText();
        Optional<String> application =
                Optional.of(context.path("tenant").asText()).filter(text -> !text.isEmpty());
        if (kind == null || token.isEmpty() || (kind == Kind.OPERATOR) == application.isPresent()) {
            return Optional.empty();
        }
        List<String> scopes = List.of(context.path("scopes").asText().strip().split("\\s+", -1));
        return Optional.of(new Principal(kind, token, application, Set.copyOf(scopes)));
    }

    boolean may(Scope scope) {
        return scope.isFor(kind) && (scopes.contains("*") || scopes.contains(scope.text()));
    }
}
