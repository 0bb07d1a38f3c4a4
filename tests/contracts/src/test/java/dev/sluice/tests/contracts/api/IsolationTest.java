package dev.sluice.tests.contracts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ApiHandler;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Principal.Kind;
import dev.sluice.delivery.api.Scope;
import dev.sluice.tests.contracts.api.ApiStack.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tenant never sees, uses or changes what another has: every operation there is, taken from the API's own table, is sent with one
 * tenant's token and another's ids.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {

    /** Operations that name no application and that a tenant may send: what each shows is not a tenant's, or only the caller's own. */
    private static final Set<String> OF_NO_APPLICATION = Set.of(
            "GET /api/v1/health",
            "GET /api/v1/health/ping",
            "HEAD /api/v1/health",
            "HEAD /api/v1/health/ping",
            "POST /api/v1/auth/logout",
            "GET /api/v1/event-type",
            "GET /api/v1/event-type/{event_type_name}",
            "GET /api/v1/background-task",
            "GET /api/v1/background-task/{task_id}");

    /** Public keys are for everybody. */
    private static final Set<String> PUBLIC = Set.of("GET /.well-known/jwks/{app_id}");

    private ApiStack stack;
    private String blue;
    private String green;
    private String portal;
    private String application;
    private String endpoint;
    private String message;

    @BeforeAll
    void start(@TempDir Path data) {
        stack = new ApiStack(data);
        String operator = stack.token("operator", "");
        blue = stack.token("tenant", "blue");
        green = stack.token("tenant", "green");
        portal = stack.token("portal", "blue");
        application = stack.call(operator, "GET", "/api/v1/app/green", "").text("/id");
        endpoint = stack.call(
                        green, "POST", "/api/v1/app/green/endpoint", "{'url': 'https://127.0.0.1:1/', 'uid': 'mine'}")
                .text("/id");
        message = stack.call(green, "POST", "/api/v1/app/green/msg", "{'eventType': 'order.placed', 'payload': {}}")
                .text("/id");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.template();
    }

    private List<Operation> operations() {
        return ApiHandler.operations(stack.environment());
    }

    private Stream<DynamicTest> each(String name) {
        return operations().stream()
                .filter(operation -> !PUBLIC.contains(name(operation)) && !OF_NO_APPLICATION.contains(name(operation)))
                .flatMap(operation -> Stream.of(blue, portal)
                        .map(token -> DynamicTest.dynamicTest(
                                name(operation) + " " + token.substring(0, 13),
                                () -> refused(operation, token, name))));
    }

    private void refused(Operation operation, String token, String name) {
        String url = operation
                .template()
                .replace("{app_id}", name)
                .replace("{endpoint_id}", endpoint)
                .replace("{msg_id}", message)
                .replaceAll("\\{[^}]*}", "x");
        Answer answer = stack.call(token, operation.method(), url, "{'name': 'n', 'url': 'https://127.0.0.1:1/'}");
        assertThat(answer.status()).as(answer.body().toString()).isIn(403, 404);
        assertThat(answer.body().toString()).doesNotContain(endpoint, message);
    }

    @TestFactory
    Stream<DynamicTest> noOperationReachesAnotherTenantByItsId() {
        return each(application);
    }

    @TestFactory
    Stream<DynamicTest> noOperationReachesAnotherTenantByItsUid() {
        return each("green");
    }

    /** The caller's own application, and the other's endpoint or message in it. */
    @TestFactory
    Stream<DynamicTest> noOperationReachesWhatAnotherTenantHasThroughTheCallersOwnApplication() {
        return operations().stream()
                .filter(operation -> operation.template().startsWith("/api/v1/app/{app_id}/")
                        && !operation.scope().equals(Scope.ANY)
                        && (operation.template().contains("{endpoint_id}")
                                || operation.template().contains("{msg_id}"))
                        // To put is to create what is not there, and the foreign id stays the other's.
                        && !name(operation).equals("PUT /api/v1/app/{app_id}/endpoint/{endpoint_id}"))
                .map(operation -> DynamicTest.dynamicTest(name(operation), () -> refusedInside(operation)));
    }

    private void refusedInside(Operation operation) {
        String url = operation
                .template()
                .replace("{app_id}", "blue")
                .replace("{endpoint_id}", endpoint)
                .replace("{msg_id}", message)
                .replaceAll("\\{[^}]*}", "x");
        Answer answer = stack.call(
                blue,
                operation.method(),
                url + "?since=2026-11-30T00:00:00Z",
                "{'since': '2026-11-30T00:00:00Z', 'eventType': 'order.placed', 'headers': {}}");
        assertThat(answer.status()).as(url + answer.body()).isIn(403, 404);
    }

    @Test
    void whatATenantMayAskForWithoutNamingAnApplicationIsKnown() {
        assertThat(operations())
                .filteredOn(operation -> !operation.template().contains("{app_id}")
                        && (operation.scope().isFor(Kind.TENANT)
                                || operation.scope().isFor(Kind.PORTAL)))
                .extracting(IsolationTest::name)
                .containsExactlyInAnyOrderElementsOf(OF_NO_APPLICATION);
    }

    @Test
    void theOtherTenantStillHasWhatItHad() {
        assertThat(stack.call(green, "GET", "/api/v1/app/green/endpoint/mine", "")
                        .text("/id"))
                .isEqualTo(endpoint);
        assertThat(stack.call(blue, "GET", "/api/v1/app/blue/endpoint/mine", "").status())
                .isEqualTo(404);
    }
}
