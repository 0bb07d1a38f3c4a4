package dev.sluice.engine.destinations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.destinations.connection.Credentials;
import dev.sluice.engine.destinations.endpoint.ApiDestination;
import dev.sluice.engine.destinations.http.Address;
import dev.sluice.engine.destinations.http.Headers;
import dev.sluice.engine.destinations.http.InvalidCallException;
import dev.sluice.engine.destinations.http.Outgoing;
import dev.sluice.engine.destinations.http.Parameters;
import dev.sluice.engine.destinations.oauth.Token;
import dev.sluice.engine.request.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the request of a call: pure. */
final class Requests {

    private static final int LONGEST_QUERY_VALUE = 512;
    private static final int LONGEST_URL = 8_192;

    private Requests() {}

    /**
     * The request that a destination gets for a call. Where the connection and the call set the same header or query key, the
     * connection wins.
     *
     * @param token the token of an OAuth connection
     * @throws InvalidCallException if a parameter of the call cannot be sent
     */
    static Outgoing of(ApiDestination destination, Credentials credentials, Optional<Token> token, Call call)
            throws InvalidCallException {
        Parameters own = credentials.invocation().orElse(Parameters.NONE);
        Headers headers = new Headers();
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            headers.parameter(header.getKey(), header.getValue());
        }
        for (Parameters.Parameter parameter : own.headers()) {
            headers.parameter(parameter.key(), parameter.value());
        }
        authorize(headers, credentials, token);
        URI uri = Address.of(destination.endpoint(), call.pathValues(), query(call, own));
        if (uri.toString().length() > LONGEST_URL) {
            throw new InvalidCallException(
                    "The URL with its parameters is longer than " + LONGEST_URL + " characters.");
        }
        return new Outgoing(
                destination.method(),
                uri,
                headers.list(),
                body(call.body(), own.body()).getBytes(StandardCharsets.UTF_8));
    }

    private static void authorize(Headers headers, Credentials credentials, Optional<Token> token)
            throws InvalidCallException {
        if (credentials instanceof Credentials.Basic basic) {
            String pair = basic.username() + ":" + basic.password();
            headers.authorization(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else if (credentials instanceof Credentials.ApiKey key) {
            headers.authorization(key.name(), key.value());
        } else if (token.isPresent()) {
            headers.authorization("Authorization", token.get().authorization());
        }
    }

    private static Map<String, String> query(Call call, Parameters own) throws InvalidCallException {
        for (Map.Entry<String, String> parameter : call.query().entrySet()) {
            if (parameter.getValue().length() > LONGEST_QUERY_VALUE) {
                throw new InvalidCallException(
                        "The query parameter " + parameter.getKey() + " has a value of more than 512 characters.");
            }
        }
        Map<String, String> query = new LinkedHashMap<>(call.query());
        own.query().forEach(parameter -> query.put(parameter.key(), parameter.value()));
        return query;
    }

    /** The connection's body parameters go into a body that is a JSON object; what AWS does to another body is unknown: it stays. */
    private static String body(String body, List<Parameters.Parameter> parameters) {
        if (parameters.isEmpty()) {
            return body;
        }
        try {
            if (Json.parse(body) instanceof ObjectNode object) {
                parameters.forEach(parameter -> object.put(parameter.key(), parameter.value()));
                return Json.text(object);
            }
        } catch (JsonProcessingException e) {
            return body;
        }
        return body;
    }
}
