package dev.sluice.delivery.api.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Profile;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.registry.EndpointRules;
import dev.sluice.delivery.registry.RegisteredEndpoints;
import dev.sluice.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads endpoints, in the words of both versions of the clients. */
final class EndpointInput {

    static final Optional<String> BY_OWNER = Optional.of("disabled by its owner");

    private static final int URL = 65_536;
    private static final int TYPES = 100;
    private static final int CHANNELS = 10;
    private static final Pattern SECRET = Pattern.compile("(whsec_|whsk_)?[a-zA-Z0-9+/=]{32,100}");

    private final EndpointRules rules;

    EndpointInput(EndpointRules rules) {
        this.rules = rules;
    }

    /** A secret that its owner chose; it begins to sign at once. */
    static Rule<Secret> secret() {
        Rule<String> text = Inputs.checked(
                Rules.matching(
                        SECRET, 120, "must be whsec_ or whsk_ and 32 to 100 characters of base64, or these alone"),
                given -> Secret.parse(given, Optional.empty()));
        return (value, place, problems) ->
                text.read(value, place, problems).map(given -> Secret.parse(given, Optional.empty()));
    }

    Rule<Map<String, String>> headers() {
        return Inputs.checked(Rules.map(Rules.text(1, 4_096), 128, 20), rules::headers);
    }

    /** Headers to be set, or to be removed where the value is {@code null}. */
    Rule<Map<String, Optional<String>>> headerChanges() {
        return (value, place, problems) -> {
            ObjectNode set = Json.object();
            Map<String, Optional<String>> changes = new LinkedHashMap<>();
            value.properties().forEach(header -> {
                if (header.getValue().isNull()) {
                    changes.put(header.getKey(), Optional.empty());
                } else {
                    set.set(header.getKey(), header.getValue());
                }
            });
            return headers()
                    .read(value.isObject() ? set : value, place, problems)
                    .map(headers -> {
                        headers.forEach((name, text) -> changes.put(name, Optional.of(text)));
                        return changes;
                    });
        };
    }

    /** All headers of an endpoint together; a refusal if they are too many. */
    Map<String, String> checkedHeaders(Map<String, String> headers) {
        return rules.headers(headers);
    }

    private Rule<String> url() {
        return Inputs.checked(Rules.text(1, URL), rules::url);
    }

    private Rule<String> description() {
        return Inputs.checked(Rules.text(0, 1_024), rules::description);
    }

    private Rule<List<String>> types(int least) {
        return Inputs.checked(Rules.list(Rules.text(1, 128), least, TYPES), rules::types);
    }

    private Rule<JsonNode> pattern() {
        return Inputs.checked(Rules.object(), pattern -> rules.pattern(Optional.of(Json.text(pattern))));
    }

    private static Rule<List<String>> channels(int least) {
        return Rules.list(Rules.name(128), least, CHANNELS);
    }

    /** What a whole endpoint is made of; a member that is absent has its default. */
    RegisteredEndpoints.Draft draft(Fields body) {
        Field<String> url = body.required("url", url());
        Field<String> description = body.optional("description", description());
        Field<List<String>> types = body.either(types(1), "eventTypes", "filterTypes");
        Field<JsonNode> pattern = body.optional("eventPattern", pattern());
        Field<Boolean> disabled = body.optional("disabled", Rules.flag());
        Field<Map<String, String>> headers = body.optional("headers", headers());
        Field<Secret> secret = body.optional("secret", secret());
        Field<String> uid = body.optional("uid", Rules.name(256));
        Field<List<String>> channels = body.optional("channels", channels(1));
        Field<Map<String, String>> metadata = body.optional("metadata", Rules.metadata());
        Field<Long> rate = body.either(Inputs.RATE, "throttleRate", "rateLimit");
        body.check();
        return new RegisteredEndpoints.Draft(
                url.value(),
                description.or(""),
                types.optional().map(rules::types).orElse(List.of()),
                pattern.optional().map(Json::text),
                disabled.or(false) ? BY_OWNER : Optional.empty(),
                headers.or(Map.of()),
                secret.optional(),
                new Profile(
                        uid.optional(),
                        channels.or(List.of()),
                        metadata.or(Map.of()),
                        rate.optional().map(Long::intValue)));
    }

    /** The same endpoint with everything that a draft says; its secrets and headers stay. */
    static Endpoint replaced(Endpoint before, RegisteredEndpoints.Draft draft) {
        return edited(
                before,
                draft.url(),
                draft.description(),
                draft.types(),
                draft.pattern(),
                draft.disabled().isPresent(),
                draft.profile());
    }

    /** A change of an endpoint: what is absent stays and {@code null} clears. */
    UnaryOperator<Endpoint> patch(Fields body) {
        Field<String> url = body.patched("url", url());
        Field<String> description = body.patched("description", description());
        Field<List<String>> types = body.either(types(0), "eventTypes", "filterTypes");
        Field<JsonNode> pattern = body.optional("eventPattern", pattern());
        Field<Boolean> disabled = body.patched("disabled", Rules.flag());
        Field<String> uid = body.optional("uid", Rules.name(256));
        Field<List<String>> channels = body.optional("channels", channels(0));
        Field<Map<String, String>> metadata = body.patched("metadata", Rules.metadata());
        Field<Long> rate = body.either(Inputs.RATE, "throttleRate", "rateLimit");
        body.check();
        return before -> edited(
                before,
                url.or(before.url()),
                description.or(before.description()),
                types.given() ? types.optional().map(rules::types).orElse(List.of()) : before.types(),
                pattern.optional().map(Json::text).or(() -> pattern.given() ? Optional.empty() : before.pattern()),
                disabled.or(!before.enabled()),
                new Profile(
                        uid.after(before.profile().uid()),
                        channels.given()
                                ? channels.or(List.of())
                                : before.profile().channels(),
                        metadata.or(before.profile().metadata()),
                        rate.given()
                                ? rate.optional().map(Long::intValue)
                                : before.profile().throttleRate()));
    }

    /** An endpoint that leads elsewhere, or is enabled again, begins without its failures. */
    private static Endpoint edited(
            Endpoint before,
            String url,
            String description,
            List<String> types,
            Optional<String> pattern,
            boolean disabled,
            Profile profile) {
        boolean fresh = !url.equals(before.url()) || !disabled && !before.enabled();
        return new Endpoint(
                before.tenant(),
                before.id(),
                url,
                description,
                types,
                pattern,
                disabled ? before.disabled().or(() -> BY_OWNER) : Optional.empty(),
                fresh ? Optional.empty() : before.failingSince(),
                before.headers(),
                before.secrets(),
                profile.shape(before.profile().shape()),
                before.createdAt(),
                before.updatedAt(),
                before.revision());
    }
}
