package dev.sluice.delivery.api.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.ClientLibrary;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.list.Sorted;
import dev.sluice.delivery.application.Applications;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.endpoint.SensitiveHeaders;
import dev.sluice.delivery.registry.EndpointRules;
import dev.sluice.delivery.registry.RegisteredEndpoints;
import dev.sluice.rules.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Endpoints, their secrets and their headers: those of an application, or those of the owner. */
public final class EndpointOperations implements Operations {

    private static final long WEEK = Duration.ofDays(7).toSeconds();

    private final RegisteredEndpoints endpoints;
    private final EndpointInput input;
    private final String all;
    private final Function<ApiRequest, String> tenant;
    private final boolean ofOwner;

    private EndpointOperations(
            RegisteredEndpoints endpoints,
            EndpointRules rules,
            String all,
            Function<ApiRequest, String> tenant,
            boolean ofOwner) {
        this.endpoints = endpoints;
        this.input = new EndpointInput(rules);
        this.all = all;
        this.tenant = tenant;
        this.ofOwner = ofOwner;
    }

    public static EndpointOperations ofApplications(RegisteredEndpoints endpoints, EndpointRules rules) {
        return new EndpointOperations(
                endpoints,
                rules,
                "/api/v1/app/{app_id}/endpoint",
                request -> request.owner().tenant(),
                false);
    }

    /** The owner's own webhooks, which report what happens to the customers'. */
    public static EndpointOperations ofOwner(RegisteredEndpoints endpoints, EndpointRules rules) {
        return new EndpointOperations(
                endpoints, rules, "/api/v1/operational-webhook/endpoint", request -> Applications.OPERATIONS, true);
    }

    @Override
    public List<Operation> operations() {
        String one = all + "/{endpoint_id}";
        Scope read = scope(Scope.ENDPOINTS_READ);
        Scope write = scope(Scope.ENDPOINTS_WRITE);
        return List.of(
                new Operation("GET", all, read, this::list),
                new Operation("POST", all, write, this::create),
                new Operation("GET", one, read, request -> ApiResponse.ok(Views.endpoint(found(request)))),
                new Operation("PUT", one, write, this::put),
                new Operation("PATCH", one, write, this::patch),
                new Operation("DELETE", one, write, this::delete),
                new Operation("GET", one + "/secret", scope(Scope.SECRETS_READ), this::secret),
                new Operation("POST", one + "/secret/rotate", scope(Scope.SECRETS_WRITE), true, this::rotate),
                new Operation("GET", one + "/headers", read, this::headers),
                new Operation("PUT", one + "/headers", write, this::putHeaders),
                new Operation("PATCH", one + "/headers", write, this::patchHeaders));
    }

    private Scope scope(Scope ofTenant) {
        return ofOwner ? Scope.OPERATIONS_WRITE : ofTenant;
    }

    /** A tenant has a thousand at most, so that all are read. */
    private ApiResponse list(ApiRequest request) {
        TreeMap<String, Endpoint> byId = new TreeMap<>();
        endpoints.of(tenant.apply(request)).forEach(endpoint -> byId.put(endpoint.id(), endpoint));
        return ApiResponse.ok(request.page(true).answer(Sorted.source(byId), Endpoint::id, Views::endpoint));
    }

    private ApiResponse create(ApiRequest request) {
        String owner = tenant.apply(request);
        RegisteredEndpoints.Draft draft = input.draft(request.fields());
        return ApiResponse.created(Views.endpoint(Inputs.answering(() -> endpoints.create(owner, draft))));
    }

    private ApiResponse put(ApiRequest request) {
        String owner = tenant.apply(request);
        String given = request.parameter("endpoint_id");
        RegisteredEndpoints.Draft draft = input.draft(request.fields());
        if (endpoints.find(owner, given).isPresent()) {
            return ApiResponse.ok(Views.endpoint(Inputs.answering(
                    () -> endpoints.change(owner, given, before -> EndpointInput.replaced(before, draft)))));
        }
        Optional<String> uid =
                draft.profile().uid().or(() -> Optional.of(given).filter(name -> !name.startsWith(Endpoint.PREFIX)));
        RegisteredEndpoints.Draft named = draft.withUid(uid);
        return ApiResponse.created(Views.endpoint(Inputs.answering(() -> endpoints.create(owner, named))));
    }

    private ApiResponse patch(ApiRequest request) {
        return ApiResponse.ok(Views.endpoint(change(request, input.patch(request.fields()))));
    }

    private ApiResponse delete(ApiRequest request) {
        String owner = tenant.apply(request);
        Inputs.answering(() -> {
            endpoints.delete(owner, request.parameter("endpoint_id"));
            return owner;
        });
        return ApiResponse.noContent();
    }

    private ApiResponse secret(ApiRequest request) {
        return ApiResponse.ok(
                Json.object().put("key", found(request).secrets().get(0).verifier()));
    }

    /**
     * Clients of the second version read the new key from the answer, and those before fail if there is one.
     */
    private ApiResponse rotate(ApiRequest request) {
        Fields body = request.fieldsIfAny();
        Field<Secret> key = body.optional("key", EndpointInput.secret());
        Field<Long> grace = body.optional("gracePeriodSeconds", Rules.whole(0, WEEK));
        body.check();
        String owner = tenant.apply(request);
        Duration overlap = grace.optional().map(Duration::ofSeconds).orElse(RegisteredEndpoints.OVERLAP);
        Endpoint rotated = Inputs.answering(
                () -> endpoints.rotate(owner, request.parameter("endpoint_id"), key.optional(), overlap));
        return request.library().filter(ClientLibrary::speaksSecondVersion).isPresent()
                ? ApiResponse.ok(
                        Json.object().put("key", rotated.secrets().get(0).verifier()))
                : ApiResponse.noContent();
    }

    private ApiResponse headers(ApiRequest request) {
        ObjectNode answer = Json.object();
        ObjectNode shown = answer.putObject("headers");
        var hidden = answer.putArray("sensitive");
        new TreeMap<>(found(request).headers()).forEach((name, value) -> {
            if (SensitiveHeaders.has(name)) {
                hidden.add(name);
            } else {
                shown.put(name, value);
            }
        });
        return ApiResponse.ok(answer);
    }

    private ApiResponse putHeaders(ApiRequest request) {
        Fields body = request.fields();
        Field<Map<String, String>> headers = body.required("headers", input.headers());
        body.check();
        change(request, before -> before.headers(headers.value()));
        return ApiResponse.noContent();
    }

    /** A header whose value is {@code null} is removed, as those of {@code deleteHeaders} are. */
    private ApiResponse patchHeaders(ApiRequest request) {
        Fields body = request.fields();
        Field<Map<String, Optional<String>>> headers = body.required("headers", input.headerChanges());
        Field<List<String>> removed = body.optional("deleteHeaders", Rules.list(Rules.text(1, 128), 0, 100));
        body.check();
        change(request, before -> {
            TreeMap<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            merged.putAll(before.headers());
            removed.or(List.of()).forEach(merged::remove);
            headers.value().forEach((name, value) -> {
                merged.remove(name);
                value.ifPresent(text -> merged.put(name, text));
            });
            return before.headers(input.checkedHeaders(merged));
        });
        return ApiResponse.noContent();
    }

    private Endpoint change(ApiRequest request, UnaryOperator<Endpoint> how) {
        String owner = tenant.apply(request);
        return Inputs.answering(() -> endpoints.change(owner, request.parameter("endpoint_id"), how));
    }

    private Endpoint found(ApiRequest request) {
        String owner = tenant.apply(request);
        return Inputs.answering(() -> endpoints.found(owner, request.parameter("endpoint_id")));
    }
}
