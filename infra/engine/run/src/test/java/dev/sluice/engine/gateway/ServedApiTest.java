package dev.sluice.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an API does as time goes by; its functions are the test's own, and the clock stands still until the test moves it. */
class ServedApiTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:";

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private Kernel kernel;
    private ApiGatewayService gateway;
    private String api;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, time);
        kernel.aws().register(new Functions());
        gateway = new ApiGatewayService(kernel, () -> URI.create("http://127.0.0.1:1"));
        kernel.aws().register(gateway);
        api = call("CreateApi", "{'name':'a','protocolType':'HTTP'}")
                .path("apiId")
                .asText();
        String integration = ofApi(
                        "CreateIntegration",
                        "'integrationType':'AWS_PROXY','payloadFormatVersion':'2.0','integrationUri':'" + FUNCTION
                                + "answers'")
                .path("integrationId")
                .asText();
        String authorizer = ofApi(
                        "CreateAuthorizer",
                        "'name':'j','authorizerType':'REQUEST','authorizerPayloadFormatVersion':'2.0',"
                                + "'enableSimpleResponses':true,'authorizerResultTtlInSeconds':60,"
                                + "'identitySource':['$request.header.Token','$request.querystring.t'],"
                                + "'authorizerUri':'" + FUNCTION + "judges'")
                .path("authorizerId")
                .asText();
        route("GET /open", integration, "");
        route("GET /hang", integration, "");
        route("GET /busy", integration, "");
        route("GET /guarded", integration, ",'authorizationType':'CUSTOM','authorizerId':'" + authorizer + "'");
        ofApi(
                "CreateStage",
                "'stageName':'$default','autoDeploy':true,'routeSettings':{'GET /open':{'throttlingRateLimit':0.5,"
                        + "'throttlingBurstLimit':2}}");
    }

    private void route(String key, String integration, String more) {
        ofApi("CreateRoute", "'routeKey':'" + key + "','target':'integrations/" + integration + "'" + more);
    }

    @AfterEach
    void close() {
        held.countDown();
        gateway.close();
        kernel.store().close();
    }

    private JsonNode call(String operation, String input) {
        return kernel.aws().call(Caller.root(kernel.account()), "apigateway", operation, (ObjectNode)
                Json.parseTrusted(input.replace('\'', '"')));
    }

    private JsonNode ofApi(String operation, String members) {
        return call(operation, "{'apiId':'" + api + "'," + members + "}");
    }

    private String get(String path, String query, String... headers) {
        Map<String, String> all = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
        Exchange exchange = new Exchange("GET", path, path, query, all, new byte[0]);
        assertThat(gateway.apis().takes(exchange)).isTrue();
        Answer answer = gateway.apis().answer(exchange);
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aThrottledRouteTakesRequestsAgainAsTimeGoesBy() {
        assertThat(get("/open", "")).startsWith("200");
        assertThat(get("/open", "")).startsWith("200");
        assertThat(get("/open", "")).startsWith("429");
        time.advance(Duration.ofSeconds(2));
        assertThat(get("/open", "")).startsWith("200");
        assertThat(get("/open", "")).startsWith("429");
        time.advance(Duration.ofHours(1));
        assertThat(get("/open", "")).startsWith("200");
        assertThat(get("/open", "")).startsWith("200");
        assertThat(get("/open", "")).as("no more than the burst").startsWith("429");
        assertThat(calls).hasSize(5);
    }

    @Test
    void whatAnAuthorizerSaidHoldsForItsTimeToLiveAndForTheSameValuesOfAllSources() {
        assertThat(get("/guarded", "t=1", "token", "good")).startsWith("200");
        assertThat(get("/guarded", "t=1", "token", "good")).startsWith("200");
        assertThat(get("/guarded", "t=1", "token", "bad")).startsWith("403");
        assertThat(get("/guarded", "t=1", "token", "bad")).startsWith("403");
        assertThat(calls).filteredOn("judges"::equals).hasSize(2);
        assertThat(get("/guarded", "t=2", "token", "good")).startsWith("200");
        assertThat(calls).filteredOn("judges"::equals).hasSize(3);
        time.advance(Duration.ofSeconds(59));
        assertThat(get("/guarded", "t=1", "token", "good")).startsWith("200");
        assertThat(calls).filteredOn("judges"::equals).hasSize(3);
        time.advance(Duration.ofSeconds(1));
        assertThat(get("/guarded", "t=1", "token", "good")).startsWith("200");
        assertThat(calls).filteredOn("judges"::equals).hasSize(4);
        assertThat(get("/guarded", "", "token", "good"))
                .as("one source is missing")
                .startsWith("401");
        assertThat(get("/guarded", "t=", "token", "good"))
                .as("one source is empty")
                .startsWith("401");
        assertThat(calls).filteredOn("judges"::equals).hasSize(4);
    }

    @Test
    void anIntegrationThatDoesNotAnswerIsGivenThirtySeconds() {
        int before = time.pending();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> get("/hang", ""));
        await().until(() -> calls.contains("answers") && time.pending() > before);
        time.advance(Duration.ofMillis(29_999));
        assertThat(answer).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(answer.join()).isEqualTo("503 {\"message\":\"Service Unavailable\"}");
    }

    @Test
    void aFunctionThatHasNoInstanceLeftIsUnavailable() {
        assertThat(get("/busy", "")).isEqualTo("503 {\"message\":\"Service Unavailable\"}");
    }

    @Test
    void anApiWhoseEndpointIsDisabledOrThatHasNoStageServesNothing() {
        ofApi("UpdateApi", "'disableExecuteApiEndpoint':true");
        assertThat(get("/open", "")).isEqualTo("404 {\"message\":\"Not Found\"}");
        ofApi("UpdateApi", "'disableExecuteApiEndpoint':null");
        assertThat(get("/open", "")).startsWith("200");
        ofApi("DeleteStage", "'stageName':'$default'");
        assertThat(get("/open", "")).startsWith("404");
    }

    @Test
    void theApiThatWasMadeNextAnswersAtTheRootWhenTheFirstIsGone() {
        JsonNode second = call("CreateApi", "{'name':'b','protocolType':'HTTP'}");
        assertThat(second.path("apiEndpoint").asText())
                .isEqualTo("http://127.0.0.1:1/_api/" + second.path("apiId").asText());
        call("DeleteApi", "{'apiId':'" + api + "'}");
        assertThat(call("GetApis", "{}")
                        .path("items")
                        .path(0)
                        .path("apiEndpoint")
                        .asText())
                .isEqualTo("http://127.0.0.1:1");
        call("DeleteApi", "{'apiId':'" + second.path("apiId").asText() + "'}");
        assertThat(gateway.apis().takes(new Exchange("GET", "/", "/", "", Map.of(), new byte[0])))
                .as("without an API it is a request to AWS")
                .isFalse();
    }

    /** Stands for Lambda. */
    private final class Functions implements Service {

        @Override
        public String name() {
            return "lambda";
        }

        @Override
        public List<Protocol> protocols() {
            return List.of();
        }

        @Override
        public Map<String, Operation> operations() {
            return Map.of("Invoke", this::invoke);
        }

        private Response invoke(Request request) {
            String function = request.input().path("FunctionName").asText();
            JsonNode event = Json.parseTrusted(new String(request.payload(), StandardCharsets.UTF_8));
            calls.add(function.substring(function.lastIndexOf(':') + 1));
            String path = event.path("rawPath").asText();
            if (path.equals("/busy")) {
                throw AwsException.of("TooManyRequestsException", 429, "Rate Exceeded.");
            }
            if (path.equals("/hang")) {
                awaitQuietly();
            }
            boolean good = event.path("headers").path("token").asText().equals("good");
            return new Response.Raw(
                    200,
                    Map.of(),
                    (function.endsWith("judges") ? "{\"isAuthorized\":" + good + "}" : "{}")
                            .getBytes(StandardCharsets.UTF_8));
        }

        private void awaitQuietly() {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
