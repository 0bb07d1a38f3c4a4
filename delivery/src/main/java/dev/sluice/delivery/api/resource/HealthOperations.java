package dev.sluice.delivery.api.resource;

import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import java.util.List;
import java.util.stream.Stream;

/** Whether the API answers. */
public final class HealthOperations implements Operations {

    @Override
    public List<Operation> operations() {
        return Stream.of("/api/v1/health", "/api/v1/health/ping")
                .flatMap(path -> Stream.of("GET", "HEAD")
                        .map(method -> new Operation(method, path, Scope.NONE, request -> ApiResponse.noContent())))
                .toList();
    }
}
