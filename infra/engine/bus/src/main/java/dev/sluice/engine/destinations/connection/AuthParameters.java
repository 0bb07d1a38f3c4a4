package dev.sluice.engine.destinations.connection;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.destinations.endpoint.Endpoints;
import dev.sluice.engine.destinations.http.Headers;
import dev.sluice.engine.destinations.http.Parameters;
import dev.sluice.engine.destinations.http.Parameters.Parameter;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the AuthParameters of CreateConnection and UpdateConnection. */
final class AuthParameters {

    /** The model's pattern with the same language, but none that takes exponential time to say no. */
    private static final TextConstraint AUTH =
            TextConstraint.matching(1, 512, "[ \\t]*[^\\x00-\\x1F\\x7F][\\t\\x20-\\x7E\\x80-\\uFFFF]*");

    private static final TextConstraint METHOD = TextConstraint.oneOf("POST", "GET", "PUT");
    private static final TextConstraint HEADER_KEY = TextConstraint.matching(1, 512, "[!#$%&'*+\\-.^_`|~0-9a-zA-Z]+");
    private static final TextConstraint HEADER_VALUE = TextConstraint.matching(0, 512, "[\\t\\x20-\\x7E]*");
    private static final TextConstraint QUERY_KEY = TextConstraint.matching(0, 512, "[^\\x00-\\x1F\\x7F]+");
    private static final TextConstraint QUERY_VALUE =
            TextConstraint.matching(0, 512, "[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]*");
    private static final TextConstraint BODY = TextConstraint.length(0, 16_384);
    private static final int MOST = 100;

    private AuthParameters() {}

    /**
     * The credentials of a request.
     *
     * @param type the AuthorizationType they are for
     * @param old what an update leaves out stays as it was here, if the type is the same
     */
    static Credentials read(Members members, String type, Optional<Credentials> old) {
        refusePrivate(members);
        Optional<Parameters> invocation =
                parameters(members, "InvocationHttpParameters").or(() -> old.flatMap(Credentials::invocation));
        Credentials read = switch (type) {
            case "BASIC" -> basic(members, cast(old, Credentials.Basic.class), invocation);
            case "API_KEY" -> key(members, cast(old, Credentials.ApiKey.class), invocation);
            default -> oauth(members, cast(old, Credentials.OAuth.class), invocation);
        };
        members.check();
        return read;
    }

    private static Credentials basic(
            Members members, Optional<Credentials.Basic> old, Optional<Parameters> invocation) {
        Members own = structure(members, "BasicAuthParameters", "BASIC", old.isPresent());
        return new Credentials.Basic(
                text(own, "Username", AUTH, false, old.map(Credentials.Basic::username)),
                text(own, "Password", AUTH, true, old.map(Credentials.Basic::password)),
                invocation);
    }

    private static Credentials key(Members members, Optional<Credentials.ApiKey> old, Optional<Parameters> invocation) {
        Members own = structure(members, "ApiKeyAuthParameters", "API_KEY", old.isPresent());
        String name = text(own, "ApiKeyName", AUTH, false, old.map(Credentials.ApiKey::name));
        String value = text(own, "ApiKeyValue", AUTH, true, old.map(Credentials.ApiKey::value));
        members.check();
        // The model's pattern takes more; such a key would fail at every event.
        Headers.problemOfKey(name).ifPresent(why -> {
            throw invalid("ApiKeyName", why);
        });
        if (!Headers.isPrintable(value)) {
            throw invalid("ApiKeyValue", "a header's value is made of printable ASCII characters");
        }
        return new Credentials.ApiKey(name, value, invocation);
    }

    private static AwsException invalid(String member, String why) {
        return AwsException.validation(
                "Parameter AuthParameters.ApiKeyAuthParameters." + member + " is not valid. Reason: " + why + ".");
    }

    private static Credentials oauth(
            Members members, Optional<Credentials.OAuth> old, Optional<Parameters> invocation) {
        Members own = structure(members, "OAuthParameters", "OAUTH_CLIENT_CREDENTIALS", old.isPresent());
        Members client = old.isPresent() && !own.has("ClientParameters")
                ? new Members(Json.object())
                : own.requiredStructure("ClientParameters");
        if (own.has("HttpMethod")) {
            // AWS takes "put" as well: recorded.
            own.node().put("HttpMethod", own.node().path("HttpMethod").asText().toUpperCase(Locale.ROOT));
        }
        String endpoint =
                text(own, "AuthorizationEndpoint", Endpoints.URL, false, old.map(Credentials.OAuth::endpoint));
        Credentials.OAuth read = new Credentials.OAuth(
                text(client, "ClientID", AUTH, false, old.map(Credentials.OAuth::clientId)),
                text(client, "ClientSecret", AUTH, true, old.map(Credentials.OAuth::clientSecret)),
                endpoint,
                text(own, "HttpMethod", METHOD, false, old.map(Credentials.OAuth::method)),
                parameters(own, "OAuthHttpParameters").or(() -> old.flatMap(Credentials.OAuth::parameters)),
                invocation);
        members.check();
        // AWS takes a text without a scheme and gets no token from it: recorded.
        if (endpoint.contains(":")) {
            Endpoints.check("AuthorizationEndpoint", endpoint);
        }
        return read;
    }

    private static Members structure(Members members, String name, String type, boolean known) {
        if (members.has(name) || known) {
            return members.structure(name).orElseGet(() -> new Members(Json.object()));
        }
        throw AwsException.validation("Parameter AuthParameters is not valid. Reason: " + name
                + " is required for the authorization type " + type + ".");
    }

    private static String text(
            Members own, String name, TextConstraint constraint, boolean secret, Optional<String> old) {
        if (!own.has(name) && old.isPresent()) {
            return old.get();
        }
        if (secret && own.has(name)) {
            return own.secret(name, constraint).orElse("");
        }
        return own.required(name, constraint);
    }

    private static Optional<Parameters> parameters(Members members, String name) {
        return members.structure(name)
                .map(own -> new Parameters(
                        list(own, "HeaderParameters", HEADER_KEY, HEADER_VALUE),
                        list(own, "QueryStringParameters", QUERY_KEY, QUERY_VALUE),
                        list(own, "BodyParameters", BODY, BODY)));
    }

    private static List<Parameter> list(Members own, String name, TextConstraint keys, TextConstraint values) {
        List<Parameter> list = new ArrayList<>();
        for (Members one : own.structures(name)) {
            boolean secret = one.node().path("IsValueSecret").asBoolean();
            String value = (secret ? one.secret("Value", values) : one.text("Value", values)).orElse("");
            if (keys == HEADER_KEY && !one.has("Key")) {
                one.missing("Key");
            }
            list.add(new Parameter(one.text("Key", keys).orElse(""), value, secret));
        }
        if (list.size() > MOST) {
            own.violate("a list of " + list.size(), name, "Member must have length less than or equal to " + MOST);
        }
        return list;
    }

    private static void refusePrivate(Members members) {
        if (members.has("ConnectivityParameters")) {
            throw AwsException.validation("Parameter AuthParameters.ConnectivityParameters is not valid. Reason: the"
                    + " engine has no VPC that a private connection could lead to.");
        }
    }

    private static <T extends Credentials> Optional<T> cast(Optional<Credentials> old, Class<T> type) {
        return old.filter(type::isInstance).map(type::cast);
    }
}
