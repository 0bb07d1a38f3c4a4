package dev.sluice.engine.destinations.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.destinations.connection.Credentials;
import dev.sluice.engine.destinations.http.Address;
import dev.sluice.engine.destinations.http.Headers;
import dev.sluice.engine.destinations.http.InvalidCallException;
import dev.sluice.engine.destinations.http.Outgoing;
import dev.sluice.engine.destinations.http.Parameters;
import dev.sluice.engine.request.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The request for a token. AWS documents what goes into it (the client's id and secret, and the OAuthHttpParameters) and not
 * how it is encoded. It is RFC 6749's form here; a header parameter {@code Content-Type: application/json} makes it JSON, and
 * the method GET puts it into the query.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html">Connection authorization</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2">RFC 6749, 4.4.2</a>
 */
final class TokenRequest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private TokenRequest() {}

    static Outgoing of(Credentials.OAuth oauth) throws InvalidCallException {
        Parameters parameters = oauth.parameters().orElse(Parameters.NONE);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", oauth.clientId());
        fields.put("client_secret", oauth.clientSecret());
        parameters.body().forEach(parameter -> fields.put(parameter.key(), parameter.value()));
        Map<String, String> query = new LinkedHashMap<>();
        boolean get = oauth.method().equals("GET");
        if (get) {
            query.putAll(fields);
        }
        parameters.query().forEach(parameter -> query.put(parameter.key(), parameter.value()));
        Headers headers = new Headers();
        headers.parameter("Content-Type", FORM);
        headers.parameter("Accept", "application/json");
        for (Parameters.Parameter parameter : parameters.headers()) {
            headers.parameter(parameter.key(), parameter.value());
        }
        URI uri = Address.of(oauth.endpoint(), List.of(), query);
        if (uri.getHost() == null) {
            throw new InvalidCallException("the authorization endpoint is no URL with a host");
        }
        return new Outgoing(oauth.method(), uri, headers.list(), get ? new byte[0] : body(fields, headers));
    }

    private static byte[] body(Map<String, String> fields, Headers headers) {
        String text;
        if (headers.value("Content-Type").toLowerCase(Locale.ROOT).contains("json")) {
            ObjectNode json = Json.object();
            fields.forEach(json::put);
            text = Json.text(json);
        } else {
            StringJoiner form = new StringJoiner("&");
            fields.forEach((key, value) -> form.add(Address.encode(key) + "=" + Address.encode(value)));
            text = form.toString();
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
