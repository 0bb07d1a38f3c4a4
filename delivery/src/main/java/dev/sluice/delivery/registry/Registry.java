package dev.sluice.delivery.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.application.Applications;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Profile;
import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The operations on endpoints. What a tenant asks for wrongly is answered with the field; it never throws because of it. */
public final class Registry {

    private final RegisteredEndpoints endpoints;
    private final EndpointRules rules;
    private final Applications applications;

    public Registry(RegisteredEndpoints endpoints, EndpointRules rules, Applications applications) {
        this.endpoints = endpoints;
        this.rules = rules;
        this.applications = applications;
    }

    /** Carries out one request and answers what became of it, or {@code error} with {@code field} and {@code message}. */
    public ObjectNode answer(JsonNode request) {
        try {
            if (!request.isObject()) {
                throw new Refusal("request", "must be an object");
            }
            return answer(new Input(request));
        } catch (Refusal e) {
            ObjectNode answer = Json.object();
            answer.putObject("error").put("field", e.field()).put("message", e.reason());
            return answer;
        }
    }

    private ObjectNode answer(Input input) {
        String operation = input.required("operation");
        return switch (operation) {
            case "CreateEndpoint" -> create(input);
            case "GetEndpoint" -> view(input, found(only(input, "endpointId")));
            case "ListEndpoints" -> list(only(input));
            case "UpdateEndpoint" -> update(input);
            case "EnableEndpoint" ->
                view(
                        input,
                        change(
                                only(input, "endpointId"),
                                endpoint -> endpoint.disabled(Optional.empty()).failingSince(Optional.empty())));
            case "DisableEndpoint" -> disable(only(input, "endpointId"));
            case "RotateSecret" -> rotate(only(input, "endpointId"));
            case "DeleteEndpoint" -> delete(only(input, "endpointId"));
            default ->
                throw new Refusal(
                        "operation",
                        "must be CreateEndpoint, GetEndpoint, ListEndpoints, UpdateEndpoint, EnableEndpoint, DisableEndpoint,"
                                + " RotateSecret or DeleteEndpoint");
        };
    }

    private static Input only(Input input, String... fields) {
        input.only(fields);
        return input;
    }

    private ObjectNode create(Input input) {
        input.only("url", "description", "types", "pattern", "headers");
        RegisteredEndpoints.Draft draft = new RegisteredEndpoints.Draft(
                rules.url(input.required("url")),
                rules.description(input.optional("description").orElse("")),
                rules.types(input.texts("types").orElse(List.of())),
                rules.pattern(input.optional("pattern")),
                Optional.empty(),
                rules.headers(input.map("headers").orElse(Map.of())),
                Optional.empty(),
                Profile.NONE);
        String tenant = applications.ofTenant(input.tenant()).tenant();
        Endpoint endpoint = endpoints.create(tenant, draft);
        return view(input, endpoint).put("secret", endpoint.secrets().get(0).reveal());
    }

    private ObjectNode list(Input input) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("endpoints");
        endpoints.of(input.tenant()).forEach(endpoint -> list.add(view(input, endpoint)));
        return answer;
    }

    /** A member that is absent stays; {@code pattern: null} and empty lists take the restriction away. */
    private ObjectNode update(Input input) {
        input.only("endpointId", "url", "description", "types", "pattern", "headers");
        Optional<String> url = input.has("url") ? Optional.of(rules.url(input.required("url"))) : Optional.empty();
        Optional<String> description = input.optional("description").map(rules::description);
        Optional<List<String>> types = input.texts("types").map(rules::types);
        Optional<String> pattern = rules.pattern(input.optional("pattern"));
        Optional<Map<String, String>> headers = input.map("headers").map(rules::headers);
        return view(
                input,
                change(
                        input,
                        before -> new Endpoint(
                                before.tenant(),
                                before.id(),
                                url.orElse(before.url()),
                                description.orElse(before.description()),
                                types.orElse(before.types()),
                                input.has("pattern") ? pattern : before.pattern(),
                                before.disabled(),
                                url.isPresent() ? Optional.empty() : before.failingSince(),
                                headers.orElse(before.headers()),
                                before.secrets(),
                                before.profile(),
                                before.createdAt(),
                                before.updatedAt(),
                                before.revision())));
    }

    private ObjectNode disable(Input input) {
        return view(
                input,
                change(
                        input,
                        endpoint -> endpoint.enabled()
                                ? endpoint.disabled(Optional.of("disabled by its owner"))
                                : endpoint));
    }

    private ObjectNode rotate(Input input) {
        Endpoint endpoint = endpoints.rotate(kept(input), id(input), Optional.empty(), RegisteredEndpoints.OVERLAP);
        return view(input, endpoint).put("secret", endpoint.secrets().get(0).reveal());
    }

    private ObjectNode delete(Input input) {
        Endpoint endpoint = found(input);
        endpoints.delete(endpoint.tenant(), endpoint.id());
        return Json.object().put("endpointId", endpoint.id());
    }

    private Endpoint change(Input input, UnaryOperator<Endpoint> how) {
        return endpoints.change(kept(input), id(input), how);
    }

    private Endpoint found(Input input) {
        return endpoints.found(kept(input), id(input));
    }

    /** The name under which the tenant's endpoints are kept. */
    private String kept(Input input) {
        String tenant = input.tenant();
        return applications.find(tenant).map(Owner::tenant).orElse(tenant);
    }

    /** Another tenant's endpoint looks like one that does not exist. */
    private static String id(Input input) {
        String id = input.required("endpointId");
        if (Identifier.ENDPOINT_ID.flaw(id).isPresent()) {
            throw new Refusal("endpointId", "is not an endpoint of this tenant");
        }
        return id;
    }

    private static ObjectNode view(Input input, Endpoint endpoint) {
        ObjectNode view = Json.object()
                .put("endpointId", endpoint.id())
                .put("tenant", input.tenant())
                .put("url", endpoint.url())
                .put("description", endpoint.description())
                .put("enabled", endpoint.enabled());
        endpoint.disabled().ifPresent(reason -> view.put("disabledReason", reason));
        endpoint.failingSince().ifPresent(time -> view.put("failingSince", time.toString()));
        endpoint.types().forEach(view.putArray("types")::add);
        endpoint.pattern().ifPresent(pattern -> view.put("pattern", pattern));
        ObjectNode headers = view.putObject("headers");
        endpoint.headers().forEach(headers::put);
        return view.put("createdAt", endpoint.createdAt().toString())
                .put("updatedAt", endpoint.updatedAt().toString());
    }
}
