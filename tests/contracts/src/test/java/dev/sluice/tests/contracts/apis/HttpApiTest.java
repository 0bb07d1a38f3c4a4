package dev.sluice.tests.contracts.apis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.HttpApi;
import dev.sluice.tests.contracts.cloud.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * HTTP APIs in front of functions.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP APIs</a>
 */
class HttpApiTest extends Contract {

    @Test
    @Line("M.1")
    void aFunctionGetsPayloadFormat2() {
        HttpApi api = HttpApi.of(lab);
        JsonNode event = Json.of(api.send(api.request("/pets/a%20b/c?b=1&a=x%26y&b=2")
                        .header("X-Custom", "One")
                        .header("x-custom", "Two")
                        .header("Cookie", "a=1; b=2")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"a\":1}")))
                .body());
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("ANY /pets/{proxy+}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/pets/a b/c");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("b=1&a=x%26y&b=2");
        assertThat(event.path("queryStringParameters").path("b").asText()).isEqualTo("1,2");
        assertThat(event.path("queryStringParameters").path("a").asText()).isEqualTo("x&y");
        assertThat(event.path("cookies")).hasToString("[\"a=1\",\"b=2\"]");
        assertThat(event.path("headers").path("x-custom").asText()).isEqualTo("One,Two");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("pathParameters").path("proxy").asText()).isEqualTo("a b/c");
        assertThat(event.path("body").asText()).isEqualTo("{\"a\":1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("apiId").asText()).isEqualTo(api.id());
        assertThat(context.path("accountId").asText()).isEqualTo(lab.account());
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("http").path("method").asText()).isEqualTo("POST");
        assertThat(context.path("http").path("path").asText()).isEqualTo("/pets/a b/c");
        assertThat(context.path("time").asText()).matches("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} \\+0000");
        JsonNode form = Json.of(api.send(api.request("/pets/x/y")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("a=1")))
                .body());
        assertThat(form.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(form.path("body").asText()).isEqualTo("YT0x");
    }

    @Test
    @Line("M.2")
    void whatAFunctionReturnsBecomesTheResponse() {
        HttpApi api = HttpApi.of(lab);
        HttpResponse<String> bare = api.get("/pets/1?mode=bare");
        assertThat(bare.statusCode()).isEqualTo(200);
        assertThat(bare.headers().firstValue("content-type")).contains("application/json");
        assertThat(bare.body()).isEqualTo("{\"hello\":\"world\"}");
        assertThat(api.get("/pets/1?mode=text").body()).isEqualTo("hello");
        HttpResponse<String> full = api.get("/pets/1?mode=full");
        assertThat(full.statusCode()).isEqualTo(201);
        assertThat(full.headers().firstValue("content-type")).contains("text/html");
        assertThat(full.headers().firstValue("x-one")).contains("1");
        assertThat(full.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(full.body()).isEqualTo("<p>");
        assertThat(api.get("/pets/1?mode=untyped").headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(api.get("/pets/1?mode=binary").body()).isEqualTo("\u0000\u0001\u0002\u00ff");
    }

    @Test
    @Line("M.3")
    void theMostSpecificRouteTakesARequest() {
        HttpApi api = HttpApi.of(lab);
        Map<String, String> routes = Map.of(
                "/pets/dog", "GET /pets/dog", "/pets/cat", "GET /pets/{id}", "/pets/cat/1", "ANY /pets/{proxy+}");
        routes.forEach((path, key) -> assertThat(
                        Json.of(api.get(path).body()).path("routeKey").asText())
                .isEqualTo(key));
        HttpResponse<String> none = api.get("/nothing");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    @Line("M.4")
    void anAuthorizerDecidesAndItsContextGoesAlong() {
        HttpApi api = HttpApi.of(lab);
        HttpResponse<String> good = api.send(api.request("/guarded/x").header("Authorization", "good"));
        JsonNode said = Json.of(good.body()).at("/requestContext/authorizer/lambda");
        assertThat(said.path("tenant").asText()).isEqualTo("blue");
        assertThat(said.path("type").asText()).isEqualTo("REQUEST");
        assertThat(said.path("routeArn").asText())
                .isEqualTo(lab.arn("execute-api", api.id() + "/$default/GET/guarded/x"));
        Map<String, String> answers = Map.of(
                "bad", "403 {\"message\":\"Forbidden\"}", "broken", "500 {\"message\":\"Internal Server Error\"}");
        answers.forEach((token, answer) -> {
            HttpResponse<String> refused = api.send(api.request("/guarded/x").header("Authorization", token));
            assertThat(refused.statusCode() + " " + refused.body()).isEqualTo(answer);
        });
        HttpResponse<String> nobody = api.get("/guarded/x");
        assertThat(nobody.statusCode() + " " + nobody.body()).isEqualTo("401 {\"message\":\"Unauthorized\"}");
    }

    @Test
    @Line("M.5")
    void whatFailsTakesTooLongOrMayNotBeCalledIsAnError() {
        HttpApi api = HttpApi.of(lab);
        Map<String, String> answers = Map.of(
                "/pets/1?mode=fail",
                "500 {\"message\":\"Internal Server Error\"}",
                "/forgotten",
                "500 {\"message\":\"Internal Server Error\"}",
                "/slow?mode=slow",
                "503 {\"message\":\"Service Unavailable\"}");
        answers.forEach((path, answer) -> {
            HttpResponse<String> response = api.get(path);
            assertThat(response.statusCode() + " " + response.body()).isEqualTo(answer);
        });
        assertThat(api.send(api.request("/pets/1/2").POST(BodyPublishers.ofByteArray(new byte[(10 << 20) + 1])))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    @Line("M.6")
    void browsersAreAnsweredByTheApiItself() {
        HttpApi api = HttpApi.of(lab);
        HttpResponse<String> asked = api.send(api.request("/guarded/x")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("access-control-allow-origin")).contains("https://app.example.com");
        assertThat(asked.headers().firstValue("access-control-allow-methods")).contains("POST");
        assertThat(asked.headers().firstValue("access-control-allow-headers")).contains("authorization");
        assertThat(asked.headers().firstValue("access-control-max-age")).contains("60");
        HttpResponse<String> called = api.send(api.request("/pets/1").header("Origin", "https://app.example.com"));
        assertThat(called.headers().firstValue("access-control-allow-origin")).contains("https://app.example.com");
        HttpResponse<String> other = api.send(api.request("/pets/1").header("Origin", "https://other.example"));
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
}
