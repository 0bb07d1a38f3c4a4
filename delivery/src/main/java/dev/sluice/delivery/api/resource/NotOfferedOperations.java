package dev.sluice.delivery.api.resource;

import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import java.util.List;

/** What clients of the API have methods for and this installation does not offer: 501, rather than a path that is not there. */
public final class NotOfferedOperations implements Operations {

    private static final String APPLICATION = "/api/v1/app/{app_id}";
    private static final String ENDPOINT = APPLICATION + "/endpoint/{endpoint_id}";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final List<String> PATHS = List.of(
            ENDPOINT + "/transformation",
            ENDPOINT + "/transformation-partial",
            APPLICATION + "/integration",
            APPLICATION + "/integration/{integ_id}",
            APPLICATION + "/integration/{integ_id}/key",
            APPLICATION + "/integration/{integ_id}/key/rotate",
            APPLICATION + "/destination",
            APPLICATION + "/destination/{destination_id}",
            APPLICATION + "/poller/{sink_id}",
            APPLICATION + "/poller/{sink_id}/consumer/{consumer_id}",
            APPLICATION + "/poller/{sink_id}/consumer/{consumer_id}/seek",
            APPLICATION + "/autoconfig",
            APPLICATION + "/autoconfig/{autoconfig_id}",
            APPLICATION + "/autoconfig/{autoconfig_id}/rotate",
            "/api/v1/event-type/import/openapi",
            "/api/v1/event-type/schema/generate-example",
            "/api/v1/environment/export",
            "/api/v1/environment/import",
            "/api/v1/environment/settings",
            "/api/v1/ingest/source",
            "/api/v1/ingest/source/{source_id}",
            "/api/v1/stream",
            "/api/v1/stream/{stream_id}",
            "/api/v1/connector",
            "/api/v1/connector/{connector_id}",
            "/api/v1/stats/usage/app",
            "/api/v1/stats/usage/event-types");

    @Override
    public List<Operation> operations() {
        return PATHS.stream()
                .flatMap(path -> METHODS.stream().map(method -> operation(method, path)))
                .toList();
    }

    private static Operation operation(String method, String path) {
        Scope scope = path.startsWith(APPLICATION) ? Scope.ANY : Scope.OPERATIONS_WRITE;
        return new Operation(method, path, scope, NotOfferedOperations::answer);
    }

    private static ApiResponse answer(ApiRequest request) {
        throw ApiException.notImplemented("This installation does not offer " + request.method() + " of this path.");
    }
}
