package dev.sluice.delivery.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.idempotency.MemoryAnswers;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.rules.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiTest {

    private final List<String> made = new ArrayList<>();

    private final Api api = new Api(
            new Router(List.of(() -> List.of(
                    new Operation("GET", "/api/v1/health", Scope.NONE, request -> ApiResponse.noContent()),
                    new Operation(
                            "GET", "/api/v1/app", Scope.APPLICATIONS_WRITE, request -> ApiResponse.ok(Json.array())),
                    new Operation("GET", "/api/v1/app/{app_id}", Scope.APPLICATIONS_READ, ApiTest::application),
                    new Operation("POST", "/api/v1/app/{app_id}/thing", Scope.ENDPOINTS_WRITE, this::make),
                    new Operation("GET", "/api/v1/name/{name}", Scope.ANY, ApiTest::echo),
                    new Operation(
                            "GET",
                            "/api/v1/name/fixed",
                            Scope.ANY,
                            request -> ApiResponse.ok(Json.object().put("fixed", true)))))),
            name -> name.equals("app_1") || name.equals("one")
                    ? Optional.of(new Owner("app_1", "one"))
                    : name.equals("app_2") ? Optional.of(new Owner("app_2", "app_2")) : Optional.empty(),
            new Idempotency(new MemoryAnswers(), InstantSource.system(), time -> {}));

    private static ApiResponse application(ApiRequest request) {
        return ApiResponse.ok(Json.object().put("id", request.owner().id()));
    }

    private static ApiResponse echo(ApiRequest request) {
        return ApiResponse.ok(Json.object()
                .put("name", request.parameter("name"))
                .put("q", request.parsedQuery().path("q").asText()));
    }

    private ApiResponse make(ApiRequest request) {
        var fields = request.fields();
        var name = fields.required("name", Rules.text(1, 10));
        var size = fields.required("size", Rules.whole(1, 5));
        fields.check();
        made.add(name.value() + size.value());
        return ApiResponse.created(Json.object().put("made", made.size()));
    }

    @Test
    void aRequestWithoutATokenIsAnsweredByHealthOnly() {
        Calls nobody = Calls.nobody(api);
        assertThat(nobody.get("/api/v1/health").status()).isEqualTo(204);
        assertThat(nobody.get("/api/v1/app").status()).isEqualTo(401);
        assertThat(nobody.get("/api/v1/app").text("/code")).isEqualTo("authentication_failed");
        assertThat(nobody.get("/api/v1/name/x").status()).isEqualTo(401);
    }

    @Test
    void aPathThatIsNotThereAndAMethodThatIsNotTakenAreNamed() {
        Calls operator = Calls.operator(api);
        assertThat(operator.get("/api/v2/app").status()).isEqualTo(404);
        assertThat(operator.get("/api/v2/app").text("/code")).isEqualTo("not_found");
        assertThat(operator.delete("/api/v1/app").status()).isEqualTo(405);
        assertThat(operator.delete("/api/v1/app").text("/detail")).isEqualTo("This path takes GET.");
    }

    @Test
    void aSlashAtTheEndOfAPathDoesNotCount() {
        assertThat(Calls.nobody(api).get("/api/v1/health/").status()).isEqualTo(204);
    }

    @Test
    void aLiteralPathComesBeforeOneWithAParameter() {
        assertThat(Calls.operator(api).get("/api/v1/name/fixed").text("/fixed")).isEqualTo("true");
    }

    @Test
    void pathAndQueryAreDecodedOnce() {
        Calls.Answer answer = Calls.operator(api).get("/api/v1/name/a%2520b+c?q=x+y%2B%25");
        assertThat(answer.text("/name")).isEqualTo("a%20b+c");
        assertThat(answer.text("/q")).isEqualTo("x y+%");
        assertThat(Calls.operator(api).get("/api/v1/name/a%2").status()).isEqualTo(400);
    }

    @Test
    void aTenantReachesItsOwnApplicationByIdAndByUidAndNoOther() {
        Calls one = Calls.tenant(api, "app_1");
        assertThat(one.get("/api/v1/app/app_1").text("/id")).isEqualTo("app_1");
        assertThat(one.get("/api/v1/app/one").text("/id")).isEqualTo("app_1");
        assertThat(one.get("/api/v1/app/app_2").status()).isEqualTo(404);
        assertThat(one.get("/api/v1/app/none").body())
                .isEqualTo(one.get("/api/v1/app/app_2").body());
        assertThat(Calls.operator(api).get("/api/v1/app/app_2").text("/id")).isEqualTo("app_2");
    }

    @Test
    void aTokenWithoutTheScopeIsRefusedByNameOfTheScope() {
        Calls portal = Calls.portal(api, "app_1", "applications:read secrets:read");
        assertThat(portal.get("/api/v1/app/app_1").status()).isEqualTo(200);
        Calls.Answer refused = portal.post("/api/v1/app/app_1/thing", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).isEqualTo("The token does not have the scope endpoints:write.");
        assertThat(Calls.tenant(api, "app_1").get("/api/v1/app").text("/detail"))
                .isEqualTo("This operation takes no token of the kind tenant.");
    }

    @Test
    void everyBadFieldIsNamed() {
        Calls.Answer answer = Calls.operator(api).post("/api/v1/app/one/thing", "{'size': 9}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().toString())
                .isEqualTo(
                        "{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"is required\",\"type\":\"value_error.missing\"},"
                                + "{\"loc\":[\"body\",\"size\"],\"msg\":\"must be a whole number from 1 to 5\",\"type\":\"value_error\"}]}");
    }

    @Test
    void aBodyThatIsNotAJsonObjectIsInvalid() {
        Calls operator = Calls.operator(api);
        for (String body : List.of("", "{", "[]", "3", "null")) {
            Calls.Answer answer = operator.post("/api/v1/app/one/thing", body);
            assertThat(answer.status()).as(body).isEqualTo(422);
            assertThat(answer.text("/detail/0/loc/0")).as(body).isEqualTo("body");
            assertThat(answer.text("/detail/0/type")).as(body).isEqualTo("value_error.jsondecode");
        }
    }

    @Test
    void aRepeatedPostWithTheSameKeyIsCarriedOutOnce() {
        Calls operator = Calls.operator(api).with("idempotency-key", "k-1");
        Calls.Answer first = operator.post("/api/v1/app/one/thing", "{'name': 'a', 'size': 1}");
        assertThat(operator.post("/api/v1/app/one/thing", "{'name': 'a', 'size': 1}"))
                .isEqualTo(first);
        assertThat(made).hasSize(1);
        assertThat(first.status()).isEqualTo(201);
        // The same key of another token, and at another URL, is another request.
        Calls.tenant(api, "app_1")
                .with("idempotency-key", "k-1")
                .post("/api/v1/app/one/thing", "{'name': 'a', 'size': 1}");
        operator.post("/api/v1/app/app_2/thing", "{'name': 'a', 'size': 1}");
        assertThat(made).hasSize(3);
    }

    @Test
    void aRefusalIsRepeatedToo() {
        Calls operator = Calls.operator(api).with("idempotency-key", "k-1");
        Calls.Answer refused = operator.post("/api/v1/app/one/thing", "{}");
        assertThat(operator.post("/api/v1/app/one/thing", "{'name': 'a', 'size': 1}"))
                .isEqualTo(refused);
    }

    @Test
    void twoOperationsWithTheSamePathAreAMistakeOfTheProgram() {
        Operations twice = () -> List.of(
                new Operation("GET", "/a/{b}", Scope.ANY, ApiTest::echo),
                new Operation("GET", "/a/{c}", Scope.ANY, ApiTest::echo));
        assertThatThrownBy(() -> new Router(List.of(twice))).hasMessageContaining("GET /a/{c}");
    }
}
