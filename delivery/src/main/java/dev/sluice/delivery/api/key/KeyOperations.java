package dev.sluice.delivery.api.key;

import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.keys.Jwks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The public keys of an application's endpoints, for whoever knows the application: a receiver fetches them instead of being told about
 * each rotation. Keys that sign no longer are not among them.
 */
public final class KeyOperations implements Operations {

    private final EndpointStore endpoints;
    private final InstantSource clock;

    public KeyOperations(EndpointStore endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("GET", "/.well-known/jwks/{app_id}", Scope.NONE, this::keys));
    }

    private ApiResponse keys(ApiRequest request) {
        Instant now = clock.instant();
        return ApiResponse.ok(Jwks.of(endpoints.of(request.owner().tenant()).stream()
                .flatMap(endpoint -> endpoint.secrets().stream())
                .filter(secret -> secret.signsAt(now))
                .map(secret -> secret.publicKey())
                .flatMap(Optional::stream)
                .toList()));
    }
}
