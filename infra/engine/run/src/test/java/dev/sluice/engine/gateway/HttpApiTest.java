package dev.sluice.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.lambda.process.Language;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP APIs of a template, called by plain HTTP: what functions get, and what becomes of what they return.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload format 2.0</a>
 */
class HttpApiTest {

    @TempDir
    static Path folder;

    private static RunningApis apis;

    @BeforeAll
    static void start() {
        assumeThat(Language.JAVASCRIPT.available()).isTrue();
        apis = new RunningApis(folder);
    }

    @AfterAll
    static void stop() {
        if (apis != null) {
            apis.close();
        }
    }

    @Test
    void theOnlyApiOrTheFirstAnswersAtTheRoot() {
        assertThat(apis.output("ApiEndpoint")).isEqualTo(apis.url().toString());
        assertThat(apis.event("/open/x").path("requestContext").path("apiId").asText())
                .isEqualTo(apis.output("ApiId"));
    }

    @Test
    void everyApiAnswersBelowAPathAndUnderAHostOfItsOwn() {
        String prefix = "/_api/" + apis.output("SecondId");
        assertThat(apis.output("SecondEndpoint")).isEqualTo(apis.url() + prefix);
        JsonNode event = apis.event(prefix + "/v1/a");
        assertThat(event.path("requestContext").path("apiId").asText()).isEqualTo(apis.output("SecondId"));
        assertThat(event.path("requestContext").path("stage").asText()).isEqualTo("v1");
        assertThat(event.path("rawPath").asText()).isEqualTo("/v1/a");
        assertThat(event.path("routeKey").asText()).isEqualTo("$default");
        assertThat(apis.get(prefix + "/v2/a").statusCode()).isEqualTo(404);
        assertThat(apis.get("/_api/none/a").body()).contains("Not Found");
        RawRequest raw = new RawRequest(apis.url());
        assertThat(raw.send("GET /v1/b HTTP/1.1\r\nHost: " + apis.output("SecondId")
                        + ".execute-api.localhost:4566\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("\"domainPrefix\":\"" + apis.output("SecondId") + "\"")
                .contains("\"x-forwarded-port\":\"4566\"");
    }

    @Test
    void theEventHasPayloadFormat2() {
        JsonNode event = apis.event(apis.request("/open/a%20b/c?b=1&a=x%26y&b=2&flag")
                .header("X-Custom", "One")
                .header("x-custom", "Two")
                .header("Cookie", "a=1; b=2")
                .header("User-Agent", "tests")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"a\":\"ü\"}")));
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("ANY /open/{proxy+}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/open/a b/c");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("b=1&a=x%26y&b=2&flag");
        assertThat(event.path("queryStringParameters")).hasToString("{\"a\":\"x&y\",\"b\":\"1,2\",\"flag\":\"\"}");
        assertThat(event.path("cookies")).hasToString("[\"a=1\",\"b=2\"]");
        assertThat(event.path("headers").path("x-custom").asText()).isEqualTo("One,Two");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("headers").path("content-length").asText()).isEqualTo("10");
        assertThat(event.path("headers").path("host").asText())
                .isEqualTo("127.0.0.1:" + apis.url().getPort());
        assertThat(event.path("headers").path("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
        assertThat(event.path("headers").path("x-forwarded-proto").asText()).isEqualTo("http");
        assertThat(event.path("headers").path("x-amzn-trace-id").asText()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
        assertThat(event.path("pathParameters")).hasToString("{\"proxy\":\"a b/c\"}");
        assertThat(event.path("stageVariables")).hasToString("{\"color\":\"green\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("accountId").asText()).isEqualTo("000000000000");
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("time").asText()).matches("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} \\+0000");
        assertThat(context.path("timeEpoch").isIntegralNumber()).isTrue();
        assertThat(context.path("http"))
                .hasToString("{\"method\":\"POST\",\"path\":\"/open/a b/c\",\"protocol\":\"HTTP/1.1\","
                        + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"tests\"}");
        assertThat(context.has("authorizer")).isFalse();
    }

    @Test
    void aRequestWithoutQueryCookiesOrBodyHasNoMembersForThem() {
        JsonNode event = apis.event("/items/1");
        for (String member : new String[] {"queryStringParameters", "cookies", "body"}) {
            assertThat(event.has(member)).as(member).isFalse();
        }
        assertThat(event.path("rawQueryString").asText("none")).isEmpty();
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.path("pathParameters")).hasToString("{\"id\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,text",
        "text/csv,text",
        "application/xml,text",
        "application/octet-stream,YWI=",
        "application/x-www-form-urlencoded,YWI=",
        "application/cloudevents+json,YWI=",
        ",YWI="
    })
    void aBodyIsTextOnlyIfItsTypeSaysSo(String type, String body) {
        var request = apis.request("/open/x").PUT(BodyPublishers.ofString("ab"));
        if (type != null) {
            request.header("content-type", type);
        }
        JsonNode event = apis.event(request);
        assertThat(event.path("body").asText()).isEqualTo(body.equals("text") ? "ab" : body);
        assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(!body.equals("text"));
    }

    @Test
    void bytesThatAreNotTextAreBase64WhateverTheirType() {
        JsonNode event = apis.event(apis.request("/open/x")
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, 0})));
        assertThat(event.path("body").asText()).isEqualTo("/wA=");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bare|200|application/json|{\"hello\":\"world\"}",
                "text|200|application/json|hello",
                "list|200|application/json|[1,2]",
                "full|201|text/html|<p>",
                "untyped|404|text/plain; charset=utf-8|no type",
                "fail|500|application/json|{\"message\":\"Internal Server Error\"}",
                "status|500|application/json|{\"message\":\"Internal Server Error\"}",
                "object|500|application/json|{\"message\":\"Internal Server Error\"}",
                "header|500|application/json|{\"message\":\"Internal Server Error\"}"
            })
    void whatAFunctionReturnsBecomesAResponse(String mode, int status, String type, String body) {
        HttpResponse<String> response = apis.get("/open/x?mode=" + mode);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains(type);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    @Test
    void aResponseMayHaveHeadersCookiesAndBytes() {
        HttpResponse<String> full = apis.get("/open/x?mode=full");
        assertThat(full.headers().firstValue("x-one")).contains("1");
        assertThat(full.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2");
        HttpResponse<String> binary = apis.get("/open/x?mode=binary");
        assertThat(binary.headers().firstValue("content-type")).contains("image/png");
        assertThat(binary.body()).isEqualTo("\u0000\u0001\u0002\u00ff");
        HttpResponse<String> empty = apis.get("/open/x?mode=empty");
        assertThat(empty.statusCode()).isEqualTo(204);
        assertThat(empty.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/open", "/open/", "/items/1/2", "/items/", "/guarded", "/nothing"})
    void whatNoRouteTakesIsNotFound(String path) {
        HttpResponse<String> response = apis.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void aMethodThatNoRouteTakesIsNotFound() {
        assertThat(apis.send(apis.request("/items/1").DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void aFunctionThatDoesNotAllowTheRouteIsNotCalled() {
        HttpResponse<String> response = apis.get("/forgotten");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aFunctionThatTakesTooLongIsNotWaitedFor() {
        HttpResponse<String> response = apis.get("/impatient?mode=hang");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void aRouteTakesNoMoreThanItsBurst() {
        assertThat(apis.get("/limited").statusCode()).isEqualTo(200);
        assertThat(apis.get("/limited").statusCode()).isEqualTo(200);
        HttpResponse<String> third = apis.get("/limited");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(apis.get("/items/1").statusCode()).as("another route").isEqualTo(200);
    }

    @Test
    void largeBodiesAndHeadersAreRefused() {
        byte[] tenMegabytes = new byte[(10 << 20) + 1];
        HttpResponse<String> large = apis.send(apis.request("/open/x").POST(BodyPublishers.ofByteArray(tenMegabytes)));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
        byte[] megabyte = new byte[1 << 20];
        assertThat(apis.send(apis.request("/open/x?mode=text").POST(BodyPublishers.ofByteArray(megabyte)))
                        .statusCode())
                .as("more than what a stranger may send to AWS's services")
                .isEqualTo(200);
        assertThat(apis.get("/open/x", "x-large", "x".repeat(10_240)).statusCode())
                .isEqualTo(431);
        assertThat(apis.get("/open/x", "x-large", "x".repeat(9_000)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void browsersAreToldWhoMayCall() {
        HttpResponse<String> asked = apis.send(apis.request("/guarded/x")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("access-control-allow-origin")).contains("https://app.example.com");
        assertThat(asked.headers().firstValue("access-control-allow-methods")).contains("GET,POST");
        assertThat(asked.headers().firstValue("access-control-allow-headers")).contains("authorization");
        assertThat(asked.headers().firstValue("access-control-max-age")).contains("60");
        HttpResponse<String> stranger = apis.send(apis.request("/open/x")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST"));
        assertThat(stranger.statusCode()).isEqualTo(204);
        assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(apis.get("/guarded/x", "Origin", "https://app.example.com")
                        .headers()
                        .firstValue("access-control-allow-origin"))
                .as("of an error, too")
                .contains("https://app.example.com");
        assertThat(apis.get("/open/x?mode=cors").headers().firstValue("access-control-allow-origin"))
                .as("what the function says of it is ignored")
                .isEmpty();
    }

    @Test
    void requestsToAwsAreNotTheApis() {
        assertThat(apis.get("/_sluice/health").body()).contains("ready");
        assertThat(apis.send(apis.request("/open/x")
                                .header("x-amz-target", "AWSEvents.ListRules")
                                .POST(BodyPublishers.ofString("{}")))
                        .body())
                .contains("MissingAuthenticationToken");
        assertThat(apis.get("/?Action=ListQueues&Version=2012-11-05").body()).contains("MissingAuthenticationToken");
        assertThat(apis.send(apis.request("/")
                                .header("content-type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("Action=ListQueues&Version=2012-11-05")))
                        .body())
                .contains("MissingAuthenticationToken");
        assertThat(apis.get("/open/x", "authorization", "AWS4-HMAC-SHA256 x").statusCode())
                .isNotEqualTo(200);
        assertThat(apis.event("/open/x", "authorization", "Bearer x")
                        .path("headers")
                        .path("authorization")
                        .asText())
                .isEqualTo("Bearer x");
    }
}
