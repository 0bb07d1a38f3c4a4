package dev.sluice.tests.contracts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.api.ApiStack.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations on applications, endpoints, event types and tokens, from a token to the tables. */
class ApiFunctionsTest {

    private static final String URL = "'url': 'https://127.0.0.1:1/hook'";

    private static ApiStack stack;
    private static String operator;

    private final String uid = "u-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new ApiStack(data);
        operator = stack.token("operator", "");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static Answer get(String url) {
        return stack.call(operator, "GET", url, "");
    }

    private static Answer call(String method, String url, String body) {
        return stack.call(operator, method, url, body);
    }

    private String application() {
        return call("POST", "/api/v1/app", "{'name': 'Blue', 'uid': '" + uid + "'}")
                .text("/id");
    }

    private static String endpoint(String application, String more) {
        Answer created = call("POST", "/api/v1/app/" + application + "/endpoint", "{" + URL + more + "}");
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.text("/id");
    }

    @Test
    void aRequestWithoutAValidTokenIsToldSoAndHealthNeedsNone() {
        assertThat(stack.call("", "GET", "/api/v1/health", "").status()).isEqualTo(204);
        for (String token : List.of("", "nonsense", operator + "x")) {
            Answer refused = stack.call(token, "GET", "/api/v1/app", "");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("/code")).isEqualTo("authentication_failed");
        }
    }

    @Test
    void anApplicationIsCreatedReadReplacedPatchedAndDeleted() {
        String id = application();
        assertThat(id).matches("app_[0-9A-Za-z]{27}");
        assertThat(get("/api/v1/app/" + uid).text("/id")).isEqualTo(id);
        assertThat(get("/api/v1/app/" + id).text("/name")).isEqualTo("Blue");

        String body = "{'name': 'Again', 'uid': '" + uid + "'}";
        assertThat(call("POST", "/api/v1/app", body).status()).isEqualTo(409);
        Answer existing = call("POST", "/api/v1/app?get_if_exists=true", body);
        assertThat(existing.status()).isEqualTo(200);
        assertThat(existing.text("/name")).isEqualTo("Blue");

        Answer replaced = call(
                "PUT",
                "/api/v1/app/" + uid,
                "{'name': 'Green', 'throttleRate': 7, 'uid': '" + uid + "', 'metadata': {'a': 'b'}}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("/throttleRate")).isEqualTo("7");
        assertThat(replaced.text("/metadata/a")).isEqualTo("b");

        Answer patched = call("PATCH", "/api/v1/app/" + id, "{'uid': null, 'throttleRate': null}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().has("uid")).isFalse();
        assertThat(patched.body().has("throttleRate")).isFalse();
        assertThat(patched.text("/name")).isEqualTo("Green");
        assertThat(get("/api/v1/app/" + uid).status()).isEqualTo(404);

        endpoint(id, "");
        assertThat(call("DELETE", "/api/v1/app/" + id, "").status()).isEqualTo(204);
        assertThat(get("/api/v1/app/" + id).status()).isEqualTo(404);
        assertThat(call("DELETE", "/api/v1/app/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void anApplicationThatIsPutByItsUidIsCreated() {
        Answer created = call("PUT", "/api/v1/app/" + uid, "{'name': 'New'}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(get("/api/v1/app/" + uid).text("/id")).isEqualTo(created.text("/id"));
    }

    @Test
    void applicationsAreListedForwardAndBackward() {
        for (int i = 0; i < 5; i++) {
            call("POST", "/api/v1/app", "{'name': 'n" + i + "'}");
        }
        Answer first = get("/api/v1/app?limit=2");
        Answer second = get("/api/v1/app?limit=2&iterator=" + first.text("/iterator"));
        assertThat(ids(second)).hasSize(2).doesNotContainAnyElementsOf(ids(first));
        Answer back = get("/api/v1/app?limit=2&iterator=" + second.text("/prevIterator"));
        assertThat(ids(back)).isEqualTo(ids(first));
    }

    private static List<String> ids(Answer list) {
        List<String> ids = new ArrayList<>();
        list.body().path("data").forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    @Test
    void everyBadFieldOfAnEndpointIsNamed() {
        Answer refused = call(
                "POST",
                "/api/v1/app/" + application() + "/endpoint",
                "{'url': 'https://10.0.0.1/', 'channels': [], 'secret': 'short', 'eventPattern': {'a': 1}, 'throttleRate': 0,"
                        + " 'uid': 'a b', 'headers': {'Host': 'x'}}");
        assertThat(refused.status()).isEqualTo(422);
        List<String> fields = new ArrayList<>();
        refused.body()
                .path("detail")
                .forEach(problem -> fields.add(problem.at("/loc/1").asText()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "url", "channels", "secret", "eventPattern", "throttleRate", "uid", "headers");
    }

    @Test
    void anEndpointSpeaksBothVersionsOfTheClients() {
        String application = application();
        String old = endpoint(application, ", 'filterTypes': ['order.placed'], 'rateLimit': 5, 'version': 1");
        Answer read = get("/api/v1/app/" + application + "/endpoint/" + old);
        assertThat(read.body().path("eventTypes").toString()).isEqualTo("[\"order.placed\"]");
        assertThat(read.body().path("filterTypes").toString()).isEqualTo("[\"order.placed\"]");
        assertThat(read.text("/throttleRate")).isEqualTo("5");
        Answer cleared =
                call("PATCH", "/api/v1/app/" + uid + "/endpoint/" + old, "{'eventTypes': null, 'description': 'd'}");
        assertThat(cleared.body().has("eventTypes")).isFalse();
        assertThat(cleared.text("/description")).isEqualTo("d");
        assertThat(cleared.text("/throttleRate")).isEqualTo("5");
    }

    @Test
    void anEndpointIsFoundByItsUidReplacedAndDeleted() {
        String endpoints = "/api/v1/app/" + application() + "/endpoint";
        Answer created = call("PUT", endpoints + "/mine", "{" + URL + ", 'disabled': true}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/uid")).isEqualTo("mine");
        assertThat(created.text("/disabled")).isEqualTo("true");
        assertThat(call("POST", endpoints, "{" + URL + ", 'uid': 'mine'}").status())
                .isEqualTo(409);
        Answer replaced = call("PUT", endpoints + "/mine", "{" + URL + ", 'uid': 'yours', 'channels': ['red']}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.text("/id")).isEqualTo(created.text("/id"));
        assertThat(replaced.text("/disabled")).isEqualTo("false");
        assertThat(get(endpoints + "/mine").status()).isEqualTo(404);
        assertThat(get(endpoints).body().path("data")).hasSize(1);
        assertThat(call("DELETE", endpoints + "/yours", "").status()).isEqualTo(204);
        assertThat(get(endpoints + "/" + created.text("/id")).status()).isEqualTo(404);
        assertThat(call("PATCH", endpoints + "/yours", "{}").status()).isEqualTo(404);
    }

    @Test
    void aSecretThatReceiversHaveIsKeptAndRotatedAsEachClientExpects() {
        String application = application();
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
        String path = "/api/v1/app/" + application + "/endpoint/"
                + endpoint(application, ", 'secret': '" + secret + "'") + "/secret";
        assertThat(get(path).text("/key")).isEqualTo(secret);
        assertThat(rotate(path, "svix-libs/1.99.1/java").status()).isEqualTo(204);
        assertThat(get(path).text("/key")).isNotEqualTo(secret);
        Answer second = rotate(path, "svix-libs/2.9.1/python");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("/key")).isEqualTo(get(path).text("/key"));
        assertThat(call("POST", path + "/rotate", "{'key': '" + secret + "', 'gracePeriodSeconds': 0}")
                        .status())
                .isEqualTo(204);
        assertThat(get(path).text("/key")).isEqualTo(secret);
        assertThat(call("POST", path + "/rotate", "{'gracePeriodSeconds': 604801}")
                        .status())
                .isEqualTo(422);
    }

    private static Answer rotate(String path, String agent) {
        return stack.call(operator, "POST", path + "/rotate", Map.of("User-Agent", agent), "{}");
    }

    @Test
    void headersAreSetMergedRemovedAndHidden() {
        String application = application();
        String path = "/api/v1/app/" + application + "/endpoint/"
                + endpoint(application, ", 'headers': {'X-One': '1', 'X-Api-Key': 'k'}") + "/headers";
        assertThat(get(path).body().toString())
                .isEqualTo("{\"headers\":{\"X-One\":\"1\"},\"sensitive\":[\"X-Api-Key\"]}");
        assertThat(call("PATCH", path, "{'headers': {'x-one': null, 'X-Two': '2'}}")
                        .status())
                .isEqualTo(204);
        assertThat(call("PATCH", path, "{'headers': {'X-Three': '3'}, 'deleteHeaders': ['x-two']}")
                        .status())
                .isEqualTo(204);
        assertThat(get(path).body().toString())
                .isEqualTo("{\"headers\":{\"X-Three\":\"3\"},\"sensitive\":[\"X-Api-Key\"]}");
        assertThat(call("PUT", path, "{'headers': {}}").status()).isEqualTo(204);
        assertThat(get(path).body().toString()).isEqualTo("{\"headers\":{},\"sensitive\":[]}");
        assertThat(call("PUT", path, "{'headers': {'Webhook-Id': 'x'}}").status())
                .isEqualTo(422);
    }

    @Test
    void eventTypesAreAddedChangedArchivedAndExpunged() {
        String name = "t." + uid;
        Answer created = call(
                "POST",
                "/api/v1/event-type",
                "{'name': '" + name + "', 'description': 'd', 'schemas': {'1': {'type': 'object'}}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(call("POST", "/api/v1/event-type", "{'name': '" + name + "', 'description': 'd'}")
                        .status())
                .isEqualTo(409);
        String path = "/api/v1/event-type/" + name;
        assertThat(get(path).text("/schemas/1/type")).isEqualTo("object");
        assertThat(call("PATCH", path, "{'schemas': null, 'featureFlag': 'beta'}")
                        .text("/featureFlag"))
                .isEqualTo("beta");
        assertThat(get(path).body().has("schemas")).isFalse();
        assertThat(call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(get(path).text("/archived")).isEqualTo("true");
        assertThat(names("/api/v1/event-type?limit=250")).doesNotContain(name);
        assertThat(names("/api/v1/event-type?limit=250&include_archived=true")).contains(name);
        assertThat(call("POST", "/api/v1/event-type", "{'name': '" + name + "', 'description': 'd'}")
                        .status())
                .isEqualTo(201);
        assertThat(call("PUT", path, "{'description': 'e'}").status()).isEqualTo(200);
        assertThat(call("DELETE", path + "?expunge=true", "").status()).isEqualTo(204);
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(call("PUT", path, "{'description': 'e'}").status()).isEqualTo(201);
    }

    private static List<String> names(String url) {
        List<String> names = new ArrayList<>();
        get(url).body().path("data").forEach(type -> names.add(type.path("name").asText()));
        return names;
    }

    @Test
    void aVisitOfThePortalSeesItsApplicationAsFarAsItMayAndEnds() {
        String application = application();
        Answer access = call(
                "POST",
                "/api/v1/auth/app-portal-access/" + application,
                "{'capabilities': ['ViewBase'], 'expiry': 3600, 'sessionId': 's1'}");
        assertThat(access.status()).isEqualTo(200);
        String visitor = access.text("/token");
        assertThat(access.text("/url")).endsWith("#token=" + visitor);
        String endpoints = "/api/v1/app/" + application + "/endpoint";
        assertThat(stack.call(visitor, "GET", endpoints, "").status()).isEqualTo(200);
        assertThat(stack.call(visitor, "POST", endpoints, "{" + URL + "}").status())
                .isEqualTo(403);
        assertThat(stack.call(visitor, "GET", "/api/v1/app", "").status()).isEqualTo(403);
        assertThat(stack.call(visitor, "POST", "/api/v1/auth/logout", "").status())
                .isEqualTo(204);
        assertThat(stack.call(visitor, "GET", endpoints, "").status()).isEqualTo(401);

        String second = call("POST", "/api/v1/auth/app-portal-access/" + application, "")
                .text("/token");
        assertThat(stack.call(second, "POST", endpoints, "{" + URL + "}").status())
                .isEqualTo(201);
        call("POST", "/api/v1/auth/app/" + application + "/expire-all", "{'sessionIds': ['s2']}");
        assertThat(stack.call(second, "GET", endpoints, "").status()).isEqualTo(200);
        assertThat(call("POST", "/api/v1/auth/app/" + application + "/expire-all", "{}")
                        .status())
                .isEqualTo(204);
        assertThat(stack.call(second, "GET", endpoints, "").status()).isEqualTo(401);
        assertThat(call("POST", "/api/v1/auth/logout", "").status()).isEqualTo(400);
    }

    @Test
    void tokensAreMadeListedRotatedAndRevoked() {
        Answer created = call(
                "POST", "/api/v1/token", "{'kind': 'tenant', 'tenant': '" + uid + "', 'scopes': ['endpoints:read']}");
        assertThat(created.status()).isEqualTo(201);
        String token = created.text("/token");
        String endpoints = "/api/v1/app/" + uid + "/endpoint";
        assertThat(stack.call(token, "GET", endpoints, "").status()).isEqualTo(200);
        assertThat(stack.call(token, "POST", endpoints, "{" + URL + "}").status())
                .isEqualTo(403);
        Answer list = get("/api/v1/token?limit=250");
        assertThat(ids(list)).contains(created.text("/id"));
        assertThat(list.body().toString()).doesNotContain(token);

        Answer rotated = call("POST", "/api/v1/token/" + created.text("/id") + "/rotate", "{'gracePeriodSeconds': 0}");
        assertThat(stack.call(token, "GET", endpoints, "").status()).isEqualTo(401);
        assertThat(stack.call(rotated.text("/token"), "GET", endpoints, "").status())
                .isEqualTo(200);
        assertThat(call("DELETE", "/api/v1/token/" + rotated.text("/id"), "").status())
                .isEqualTo(204);
        assertThat(stack.call(rotated.text("/token"), "GET", endpoints, "").status())
                .isEqualTo(401);
        assertThat(call("POST", "/api/v1/token", "{'kind': 'tenant'}").text("/detail/0/loc/1"))
                .isEqualTo("tenant");
        assertThat(call("POST", "/api/v1/token", "{'kind': 'operator', 'scopes': ['all']}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theOwnersWebhooksAreNobodysApplication() {
        String path = "/api/v1/operational-webhook/endpoint";
        Answer created = call("POST", path, "{" + URL + ", 'eventTypes': ['message.attempt.exhausted']}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(call("POST", path, "{" + URL + ", 'eventTypes': ['order.placed']}")
                        .status())
                .isEqualTo(422);
        assertThat(get(path + "/" + created.text("/id") + "/secret").text("/key"))
                .startsWith("whsec_");
        assertThat(get("/api/v1/app/sluice.operations").status()).isEqualTo(404);
        assertThat(call("DELETE", path + "/" + created.text("/id"), "").status())
                .isEqualTo(204);
    }

    @Test
    void whatIsNotOfferedIsSaidToBe() {
        Answer answer = get("/api/v1/app/" + application() + "/integration");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.text("/code")).isEqualTo("not_implemented");
    }

    @Test
    void aSecretInARepeatedAnswerIsTheSame() {
        String application = application();
        Map<String, String> headers = Map.of("Idempotency-Key", uid);
        String url = "/api/v1/auth/app-portal-access/" + application;
        JsonNode first = stack.call(operator, "POST", url, headers, "{}").body();
        assertThat(stack.call(operator, "POST", url, headers, "{}").body()).isEqualTo(first);
    }
}
