package dev.sluice.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.lambda.process.Language;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lambda authorizers of HTTP APIs.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda authorizers</a>
 */
class AuthorizerTest {

    @TempDir
    Path folder;

    private RunningApis apis;

    @BeforeEach
    void start() {
        assumeThat(Language.JAVASCRIPT.available()).isTrue();
        apis = new RunningApis(folder);
    }

    @AfterEach
    void stop() {
        if (apis != null) {
            apis.close();
        }
    }

    private JsonNode said(String token) {
        return apis.event("/guarded/a/b?q=1", "authorization", token)
                .path("requestContext")
                .path("authorizer")
                .path("lambda");
    }

    @Test
    void anAuthorizerIsAskedOnceForEachIdentityAndItsContextGoesAlong() {
        JsonNode first = said("Bearer good");
        assertThat(first.path("tenant").asText()).isEqualTo("blue");
        assertThat(first.path("calls").asInt()).isEqualTo(1);
        assertThat(said("Bearer good")).as("remembered").isEqualTo(first);
        assertThat(said("Bearer good too").path("calls").asInt()).isEqualTo(2);
        JsonNode event = first.path("event");
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("type").asText()).isEqualTo("REQUEST");
        assertThat(event.path("routeArn").asText())
                .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:" + apis.output("ApiId")
                        + "/$default/GET/guarded/a/b");
        assertThat(event.path("identitySource")).hasToString("[\"Bearer good\"]");
        assertThat(event.path("routeKey").asText()).isEqualTo("ANY /guarded/{proxy+}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/guarded/a/b");
        assertThat(event.path("pathParameters").path("proxy").asText()).isEqualTo("a/b");
        assertThat(event.path("queryStringParameters").path("q").asText()).isEqualTo("1");
        assertThat(event.has("body")).isFalse();
        assertThat(said("Bearer plain").isNull()).as("no context").isTrue();
    }

    @Test
    void whoLacksTheIdentityIsRefusedWithoutAskingAndWhoIsDeniedIsForbidden() {
        for (HttpResponse<String> none :
                java.util.List.of(apis.get("/guarded/x"), apis.get("/guarded/x", "authorization", ""))) {
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        }
        HttpResponse<String> denied = apis.get("/guarded/x", "authorization", "Bearer bad");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(said("Bearer good").path("calls").asInt())
                .as("calls of the authorizer: the denied one and this one")
                .isEqualTo(2);
    }

    @Test
    void anAuthorizerThatFailsOrSaysNothingClearIsAnErrorAndIsAskedAgain() {
        for (String token : new String[] {"Bearer broken", "Bearer odd", "Bearer odd"}) {
            HttpResponse<String> broken = apis.get("/guarded/x", "authorization", token);
            assertThat(broken.statusCode()).isEqualTo(500);
            assertThat(broken.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        }
        assertThat(said("Bearer good").path("calls").asInt()).isEqualTo(4);
    }

    @Test
    void eachRequestLeavesALineInTheAccessLog() {
        String id = apis.get("/guarded/x", "authorization", "Bearer good", "user-agent", "a \"b\"")
                .headers()
                .firstValue("apigw-requestid")
                .orElseThrow();
        apis.get("/nothing");
        await().untilAsserted(() -> assertThat(apis.logged())
                .contains(
                        "{\"id\":\"" + id
                                + "\",\"route\":\"ANY /guarded/{proxy+}\",\"status\":\"200\",\"tenant\":\"blue\",\"agent\":\"a \\\"b\\\"\",\"none\":\"-\"}")
                .anySatisfy(line -> assertThat(line).contains("\"route\":\"-\",\"status\":\"404\",\"tenant\":\"-\"")));
    }
}
