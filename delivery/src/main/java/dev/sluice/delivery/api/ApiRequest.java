package dev.sluice.delivery.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.api.input.ClientLibrary;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.list.Page;
import dev.sluice.rules.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A request, after its path was matched and its token's rights were checked.
 *
 * @param url path and query, as sent
 * @param parameters of the path, decoded
 * @param parsedQuery each parameter a text, or a list of texts if it was given several times
 * @param headers by names in lower case
 * @param body the missing node if there was none
 * @param bodyText as it was sent, byte for byte
 * @param principal whose token it was sent with; empty only for operations that need none
 * @param application the one that the path names; empty if it names none, or if that application does not exist yet
 */
public record ApiRequest(
        String method,
        String url,
        Map<String, String> parameters,
        JsonNode parsedQuery,
        Map<String, String> headers,
        JsonNode body,
        String bodyText,
        Optional<Principal> principal,
        Optional<Owner> application) {

    /** @throws IllegalStateException if the operation's template has no such parameter */
    public String parameter(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalStateException("the path has no parameter " + name));
    }

    /** The application that the path names; 404 if there is none. */
    public Owner owner() {
        return application.orElseThrow(() -> ApiException.notFound("The application does not exist."));
    }

    /** Whose token it is; operations that need none MUST NOT ask. */
    public Principal caller() {
        return principal.orElseThrow(ApiException::unauthenticated);
    }

    /** The members of the body, each call with its own problems. */
    public Fields fields() {
        return new Fields(body, "body");
    }

    /** The members of the body; empty if the body is. */
    public Fields fieldsIfAny() {
        return body.isMissingNode() ? new Fields(Json.object(), "body") : fields();
    }

    /** The parameters of the query, each call with its own problems. */
    public Fields query() {
        return new Fields(parsedQuery, "query");
    }

    /** The page that the query asks for. */
    public Page page(boolean ascending) {
        return Page.of(query(), ascending);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** The official client library that sent it, if one did. */
    public Optional<ClientLibrary> library() {
        return header("user-agent").flatMap(ClientLibrary::of);
    }

    ApiRequest of(Optional<Owner> found) {
        return new ApiRequest(method, url, parameters, parsedQuery, headers, body, bodyText, principal, found);
    }
}
