package dev.sluice.delivery.api.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.delivery.shape.BodyFormat;
import dev.sluice.delivery.shape.Credentials;
import dev.sluice.delivery.shape.Shape;
import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.json.Json;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads and sets the format of an endpoint's bodies, and its credentials, which are never answered. */
public final class ShapeOperations implements Operations {

    private static final String SHAPE = "/api/v1/app/{app_id}/endpoint/{endpoint_id}/shape";
    private static final int TRIES = 5;

    /** What is a secret, in all kinds of credentials. */
    private static final Set<String> SECRETS = Set.of("password", "token", "key", "clientSecret");

    private final EndpointStore endpoints;
    private final AuthInput auth;
    private final InstantSource clock;

    /** @param headerProblem what is wrong with a header that an endpoint's owner sets; empty if nothing is */
    public ShapeOperations(
            EndpointStore endpoints,
            UrlRules urls,
            Function<String, Optional<String>> headerProblem,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.auth = new AuthInput(urls, headerProblem);
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", SHAPE, Scope.ENDPOINTS_READ, this::get),
                new Operation("PUT", SHAPE, Scope.ENDPOINTS_WRITE, this::put));
    }

    private ApiResponse get(ApiRequest request) {
        return ApiResponse.ok(view(endpoint(request).profile().shape()));
    }

    /** What is left out is as in the standard shape: without {@code auth} there are no credentials. */
    private ApiResponse put(ApiRequest request) {
        Fields fields = request.fields();
        Field<BodyFormat> format = fields.optional("body", Rules.oneOf(BodyFormat.byText()));
        Field<JsonNode> given = fields.optional("auth", Rules.object());
        fields.check();
        Optional<Auth> wanted = given.optional().map(described -> auth.read(new Fields(described, "body")));
        Shape shape = new Shape(format.or(BodyFormat.STANDARD), wanted.map(Credentials::of));
        for (int i = 0; i < TRIES; i++) {
            Endpoint before = endpoint(request);
            Endpoint after = before.profile(before.profile().shape(shape))
                    .changed(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (endpoints.replace(after) == EndpointStore.Change.DONE) {
                return ApiResponse.ok(view(shape));
            }
        }
        throw ApiException.conflict("The endpoint is being changed by somebody else; try again.");
    }

    private static ObjectNode view(Shape shape) {
        ObjectNode view = Json.object().put("body", shape.format().text());
        shape.credentials().ifPresent(credentials -> {
            ObjectNode shown = credentials.auth().json();
            shown.remove(SECRETS);
            view.set("auth", shown);
        });
        return view;
    }

    private Endpoint endpoint(ApiRequest request) {
        String tenant = request.owner().tenant();
        return Optional.of(request.parameter("endpoint_id"))
                .filter(id -> Identifier.ENDPOINT_ID.flaw(id).isEmpty())
                .flatMap(id -> endpoints
                        .find(tenant, id)
                        .or(() -> endpoints.idOf(tenant, id).flatMap(found -> endpoints.find(tenant, found))))
                .orElseThrow(() -> ApiException.notFound("The endpoint does not exist."));
    }
}
