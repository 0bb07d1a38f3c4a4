package dev.sluice.delivery.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The operations on endpoints. What a tenant asks for wrongly is answered with the field; it never throws because of it. */
public final class Registry {

    /** How many endpoints a tenant may have. */
    public static final int ENDPOINTS = 1_000;

    static final Duration OVERLAP = Duration.ofHours(24);
    static final int OLD_SECRETS = 10;
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final int TRIES = 5;

    private final EndpointStore store;
    private final EndpointRules rules;
    private final InstantSource clock;
    private final SecureRandom random;

    /** @param published the event types that endpoints may ask for; empty if that is not known */
    public Registry(
            EndpointStore store,
            UrlRules urls,
            Optional<Set<String>> published,
            InstantSource clock,
            SecureRandom random) {
        this.store = store;
        this.rules = new EndpointRules(urls, published);
        this.clock = clock;
        this.random = random;
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
            case "GetEndpoint" -> view(found(only(input, "endpointId")));
            case "ListEndpoints" -> list(only(input));
            case "UpdateEndpoint" -> update(input);
            case "EnableEndpoint" ->
                view(change(
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
        Instant now = now();
        Secret secret = new Secret(random(SECRET_BYTES), Optional.empty());
        Endpoint endpoint = new Endpoint(
                input.tenant(),
                Endpoint.PREFIX + HexFormat.of().formatHex(random(ID_BYTES)),
                rules.url(input.required("url")),
                rules.description(input.optional("description").orElse("")),
                rules.types(input.texts("types").orElse(List.of())),
                rules.pattern(input.optional("pattern")),
                Optional.empty(),
                Optional.empty(),
                rules.headers(input.map("headers").orElse(Map.of())),
                List.of(secret),
                now,
                now,
                1);
        return switch (store.create(endpoint, ENDPOINTS)) {
            case DONE -> view(endpoint).put("secret", secret.reveal());
            case TOO_MANY -> throw new Refusal("tenant", "has " + ENDPOINTS + " endpoints; that is the most");
            case UID_TAKEN, CONFLICT -> throw conflict();
        };
    }

    private ObjectNode list(Input input) {
        ObjectNode answer = Json.object();
        ArrayNode endpoints = answer.putArray("endpoints");
        store.of(input.tenant()).forEach(endpoint -> endpoints.add(view(endpoint)));
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
        return view(change(
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
                        before.createdAt(),
                        before.updatedAt(),
                        before.revision())));
    }

    private ObjectNode disable(Input input) {
        return view(change(
                input,
                endpoint -> endpoint.enabled() ? endpoint.disabled(Optional.of("disabled by its owner")) : endpoint));
    }

    /** The new secret signs first; the one before signs too, for a day. */
    private ObjectNode rotate(Input input) {
        Secret fresh = new Secret(random(SECRET_BYTES), Optional.empty());
        Endpoint endpoint = change(input, before -> {
            Instant now = now();
            List<Secret> secrets = new ArrayList<>(List.of(fresh));
            before.secrets().stream()
                    .filter(secret -> secret.signsAt(now))
                    .map(secret -> secret.validUntil().isPresent() ? secret : secret.until(now.plus(OVERLAP)))
                    .forEach(secrets::add);
            if (secrets.size() > OLD_SECRETS + 1) {
                throw new Refusal(
                        "endpointId", "has " + OLD_SECRETS + " old secrets that still sign; wait until one has ended");
            }
            return before.secrets(secrets);
        });
        return view(endpoint).put("secret", fresh.reveal());
    }

    private ObjectNode delete(Input input) {
        Endpoint endpoint = found(input);
        for (int i = 0; i < TRIES; i++) {
            if (store.delete(endpoint.tenant(), endpoint.id()) == EndpointStore.Change.DONE) {
                return Json.object().put("endpointId", endpoint.id());
            }
            found(input);
        }
        throw conflict();
    }

    private Endpoint change(Input input, UnaryOperator<Endpoint> how) {
        for (int i = 0; i < TRIES; i++) {
            Endpoint before = found(input);
            Endpoint after = how.apply(before).changed(now());
            if (store.replace(after) == EndpointStore.Change.DONE) {
                return after;
            }
        }
        throw conflict();
    }

    private static Refusal conflict() {
        return new Refusal("endpointId", "is being changed by somebody else; try again");
    }

    /** Another tenant's endpoint looks like one that does not exist. */
    private Endpoint found(Input input) {
        String id = input.required("endpointId");
        return Optional.of(id)
                .filter(given -> Identifier.ENDPOINT_ID.flaw(given).isEmpty())
                .flatMap(given -> store.find(input.tenant(), given))
                .orElseThrow(() -> new Refusal("endpointId", "is not an endpoint of this tenant"));
    }

    private static ObjectNode view(Endpoint endpoint) {
        ObjectNode view = Json.object()
                .put("endpointId", endpoint.id())
                .put("tenant", endpoint.tenant())
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private byte[] random(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return fresh;
    }
}
