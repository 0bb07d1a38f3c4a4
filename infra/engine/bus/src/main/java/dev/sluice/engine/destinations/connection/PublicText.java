package dev.sluice.engine.destinations.connection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.destinations.http.Parameters;
import dev.sluice.engine.destinations.http.Parameters.Parameter;
import dev.sluice.engine.request.Json;
import java.util.List;

/** Credentials as DescribeConnection shows them: without secrets. */
final class PublicText {

    private PublicText() {}

    static ObjectNode of(Credentials credentials) {
        ObjectNode view = Json.object();
        if (credentials instanceof Credentials.Basic basic) {
            view.putObject("BasicAuthParameters").put("Username", basic.username());
        } else if (credentials instanceof Credentials.ApiKey key) {
            view.putObject("ApiKeyAuthParameters").put("ApiKeyName", key.name());
        } else if (credentials instanceof Credentials.OAuth oauth) {
            ObjectNode own = view.putObject("OAuthParameters");
            own.put("AuthorizationEndpoint", oauth.endpoint());
            own.putObject("ClientParameters").put("ClientID", oauth.clientId());
            own.put("HttpMethod", oauth.method());
            oauth.parameters().ifPresent(parameters -> own.set("OAuthHttpParameters", parameters(parameters)));
        }
        credentials.invocation().ifPresent(parameters -> view.set("InvocationHttpParameters", parameters(parameters)));
        return view;
    }

    private static ObjectNode parameters(Parameters parameters) {
        ObjectNode node = Json.object();
        list(node, "HeaderParameters", parameters.headers());
        list(node, "QueryStringParameters", parameters.query());
        list(node, "BodyParameters", parameters.body());
        return node;
    }

    private static void list(ObjectNode node, String member, List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        ArrayNode list = node.putArray(member);
        for (Parameter parameter : parameters) {
            ObjectNode one = list.addObject().put("Key", parameter.key());
            if (!parameter.secret()) {
                one.put("Value", parameter.value());
            }
            one.put("IsValueSecret", parameter.secret());
        }
    }
}
