package dev.sluice.delivery.api.resource;

import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import java.util.List;

/** Whether the API answers. */
public final class HealthOperations implements Operations {

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("GET", "/api/v1/health", Scope.NONE, request -> ApiResponse.noContent()));
    }
}
