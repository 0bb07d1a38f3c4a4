package dev.sluice.tests.contracts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ApiHandler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operations that the open-source Svix server serves, as its OpenAPI document lists them, are served here.
 *
 * @see <a href="https://github.com/svix/svix-webhooks/blob/main/server/openapi.json">The document, version 1.1.1</a>
 */
class SvixOperationsTest {

    private static final List<String> OPERATIONS = List.of(
            "GET /api/v1/app",
            "POST /api/v1/app",
            "DELETE /api/v1/app/{app_id}",
            "GET /api/v1/app/{app_id}",
            "PATCH /api/v1/app/{app_id}",
            "PUT /api/v1/app/{app_id}",
            "GET /api/v1/app/{app_id}/attempt/endpoint/{endpoint_id}",
            "GET /api/v1/app/{app_id}/attempt/msg/{msg_id}",
            "GET /api/v1/app/{app_id}/endpoint",
            "POST /api/v1/app/{app_id}/endpoint",
            "DELETE /api/v1/app/{app_id}/endpoint/{endpoint_id}",
            "GET /api/v1/app/{app_id}/endpoint/{endpoint_id}",
            "PATCH /api/v1/app/{app_id}/endpoint/{endpoint_id}",
            "PUT /api/v1/app/{app_id}/endpoint/{endpoint_id}",
            "GET /api/v1/app/{app_id}/endpoint/{endpoint_id}/headers",
            "PATCH /api/v1/app/{app_id}/endpoint/{endpoint_id}/headers",
            "PUT /api/v1/app/{app_id}/endpoint/{endpoint_id}/headers",
            "GET /api/v1/app/{app_id}/endpoint/{endpoint_id}/msg",
            "POST /api/v1/app/{app_id}/endpoint/{endpoint_id}/recover",
            "GET /api/v1/app/{app_id}/endpoint/{endpoint_id}/secret",
            "POST /api/v1/app/{app_id}/endpoint/{endpoint_id}/secret/rotate",
            "POST /api/v1/app/{app_id}/endpoint/{endpoint_id}/send-example",
            "GET /api/v1/app/{app_id}/endpoint/{endpoint_id}/stats",
            "GET /api/v1/app/{app_id}/msg",
            "POST /api/v1/app/{app_id}/msg",
            "GET /api/v1/app/{app_id}/msg/{msg_id}",
            "GET /api/v1/app/{app_id}/msg/{msg_id}/attempt/{attempt_id}",
            "DELETE /api/v1/app/{app_id}/msg/{msg_id}/attempt/{attempt_id}/content",
            "DELETE /api/v1/app/{app_id}/msg/{msg_id}/content",
            "GET /api/v1/app/{app_id}/msg/{msg_id}/endpoint",
            "POST /api/v1/app/{app_id}/msg/{msg_id}/endpoint/{endpoint_id}/resend",
            "POST /api/v1/auth/app-portal-access/{app_id}",
            "POST /api/v1/auth/logout",
            "GET /api/v1/event-type",
            "POST /api/v1/event-type",
            "DELETE /api/v1/event-type/{event_type_name}",
            "GET /api/v1/event-type/{event_type_name}",
            "PATCH /api/v1/event-type/{event_type_name}",
            "PUT /api/v1/event-type/{event_type_name}",
            "GET /api/v1/health",
            "GET /api/v1/health/ping");

    @Test
    void everyOperationOfTheOpenSourceServerIsServed(@TempDir Path data) {
        try (ApiStack stack = new ApiStack(data)) {
            assertThat(ApiHandler.operations(stack.environment()))
                    .extracting(operation -> operation.method() + " " + operation.template())
                    .containsAll(OPERATIONS)
                    .doesNotHaveDuplicates();
        }
    }
}
