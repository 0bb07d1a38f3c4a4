package dev.sluice.delivery.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the sender authenticates itself at an endpoint. None shows its secret as text. */
public sealed interface Auth {

    /** The word for it. */
    String type();

    /** All of it, secrets too: what {@link #parse} reads. */
    ObjectNode json();

    /** HTTP basic authentication. */
    record Basic(String username, String password) implements Auth {

        /** The value of the header {@code Authorization}. */
        public String header() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String type() {
            return "basic";
        }

        @Override
        public ObjectNode json() {
            return Json.object().put("type", type()).put("username", username).put("password", password);
        }

        @Override
        public String toString() {
            return type() + " as " + username;
        }
    }

    /** A token that does not change. */
    record Bearer(String token) implements Auth {

        @Override
        public String type() {
            return "bearer";
        }

        @Override
        public ObjectNode json() {
            return Json.object().put("type", type()).put("token", token);
        }

        @Override
        public String toString() {
            return type();
        }
    }

    /** A key in a header of its own. */
    record ApiKey(String header, String key) implements Auth {

        @Override
        public String type() {
            return "api-key";
        }

        @Override
        public ObjectNode json() {
            return Json.object().put("type", type()).put("header", header).put("key", key);
        }

        @Override
        public String toString() {
            return type() + " in " + header;
        }
    }

    /**
     * A token that the sender fetches with OAuth 2 client credentials.
     *
     * @param scope what is asked for; may be empty
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749</a>
     */
    record ClientCredentials(String tokenUrl, String clientId, String clientSecret, String scope) implements Auth {

        @Override
        public String type() {
            return "oauth-client-credentials";
        }

        @Override
        public ObjectNode json() {
            return Json.object()
                    .put("type", type())
                    .put("tokenUrl", tokenUrl)
                    .put("clientId", clientId)
                    .put("clientSecret", clientSecret)
                    .put("scope", scope);
        }

        @Override
        public String toString() {
            return type() + " of " + clientId + " at " + tokenUrl;
        }
    }

    /** @throws IllegalArgumentException if the type is unknown */
    static Auth parse(JsonNode json) {
        return switch (json.path("type").asText()) {
            case "basic" ->
                new Basic(json.path("username").asText(), json.path("password").asText());
            case "bearer" -> new Bearer(json.path("token").asText());
            case "api-key" ->
                new ApiKey(json.path("header").asText(), json.path("key").asText());
            case "oauth-client-credentials" ->
                new ClientCredentials(
                        json.path("tokenUrl").asText(),
                        json.path("clientId").asText(),
                        json.path("clientSecret").asText(),
                        json.path("scope").asText());
            default -> throw new IllegalArgumentException("an endpoint's credentials are of an unknown type");
        };
    }
}
