package dev.sluice.engine.destinations.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.destinations.http.Parameters;
import dev.sluice.engine.destinations.http.Parameters.Parameter;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Credentials as the SecretString of a connection's secret. The members are those that were recorded on AWS; what an
 * {@code invocation_http_parameters} that is not empty looks like was not, and follows the other names.
 */
final class SecretText {

    private SecretText() {}

    static String of(Credentials credentials) {
        ObjectNode text = Json.object();
        if (credentials instanceof Credentials.Basic basic) {
            text.put("username", basic.username()).put("password", basic.password());
        } else if (credentials instanceof Credentials.ApiKey key) {
            text.put("api_key_name", key.name()).put("api_key_value", key.value());
        } else if (credentials instanceof Credentials.OAuth oauth) {
            text.put("client_id", oauth.clientId())
                    .put("client_secret", oauth.clientSecret())
                    .put("authorization_endpoint", oauth.endpoint())
                    .put("http_method", oauth.method());
            oauth.parameters().ifPresent(parameters -> text.set("oauth_http_parameters", parameters(parameters)));
        }
        credentials
                .invocation()
                .ifPresent(parameters -> text.set("invocation_http_parameters", parameters(parameters)));
        return Json.text(text);
    }

    static Credentials read(String secret) {
        JsonNode text = Json.parseTrusted(secret);
        Optional<Parameters> invocation = parameters(text.path("invocation_http_parameters"));
        if (text.has("username")) {
            return new Credentials.Basic(
                    text.path("username").asText(), text.path("password").asText(), invocation);
        }
        if (text.has("api_key_name")) {
            return new Credentials.ApiKey(
                    text.path("api_key_name").asText(),
                    text.path("api_key_value").asText(),
                    invocation);
        }
        return new Credentials.OAuth(
                text.path("client_id").asText(),
                text.path("client_secret").asText(),
                text.path("authorization_endpoint").asText(),
                text.path("http_method").asText(),
                parameters(text.path("oauth_http_parameters")),
                invocation);
    }

    private static ObjectNode parameters(Parameters parameters) {
        ObjectNode node = Json.object();
        list(node, "header_parameters", parameters.headers());
        list(node, "query_string_parameters", parameters.query());
        list(node, "body_parameters", parameters.body());
        return node;
    }

    private static void list(ObjectNode node, String member, List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        ArrayNode list = node.putArray(member);
        parameters.forEach(parameter -> list.addObject()
                .put("key", parameter.key())
                .put("value", parameter.value())
                .put("is_value_secret", parameter.secret()));
    }

    private static Optional<Parameters> parameters(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Parameters(
                        list(node.path("header_parameters")),
                        list(node.path("query_string_parameters")),
                        list(node.path("body_parameters"))))
                : Optional.empty();
    }

    private static List<Parameter> list(JsonNode nodes) {
        List<Parameter> list = new ArrayList<>();
        nodes.forEach(node -> list.add(new Parameter(
                node.path("key").asText(),
                node.path("value").asText(),
                node.path("is_value_secret").asBoolean())));
        return list;
    }
}
