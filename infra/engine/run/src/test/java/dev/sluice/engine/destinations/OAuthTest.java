package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.testing.Receiver;
import dev.sluice.engine.testing.Receiver.Arrived;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections with OAuth.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html">Connection authorization</a>
 */
class OAuthTest {

    @TempDir
    Path folder;

    private Bench bench;
    private Receiver tokens;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        tokens = Receiver.start();
        tokens.always(token("t1", 3_600));
    }

    @AfterEach
    void close() {
        tokens.close();
        bench.close();
    }

    private static Receiver.Answer token(String token, long seconds) {
        return Receiver.text(
                200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + seconds + "}");
    }

    private String destination(String method, String parameters) {
        String connection = bench.connection(
                "OAUTH_CLIENT_CREDENTIALS",
                "{\"OAuthParameters\":{\"AuthorizationEndpoint\":\"" + tokens.url("/token") + "\",\"HttpMethod\":\""
                        + method + "\",\"ClientParameters\":{\"ClientID\":\"id &\",\"ClientSecret\":\"s=ü\"}"
                        + parameters + "}}");
        return bench.destination(connection, "POST", bench.receiver.url("/"), 300);
    }

    private String state() {
        return bench.call("DescribeConnection", "{\"Name\":\"c\"}")
                .path("ConnectionState")
                .asText();
    }

    private String destinationState() {
        return bench.call("DescribeApiDestination", "{\"Name\":\"d\"}")
                .path("ApiDestinationState")
                .asText();
    }

    private void authorized() {
        await().until(() -> state().equals("AUTHORIZED"));
    }

    private String sentWith(String arn) {
        assertThat(bench.send(arn, Call.of("{}"))).isEqualTo(new Attempt.Delivered(200));
        return bench.receiver.take().header("Authorization");
    }

    @Test
    void aConnectionIsAuthorizingUntilItsFirstTokenCameAndItsDestinationIsInactive() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        tokens.always((socket, request) -> {
            go.join();
            token("t1", 3_600).write(socket, request);
        });
        destination("POST", "");
        assertThat(state()).isEqualTo("AUTHORIZING");
        assertThat(destinationState()).isEqualTo("INACTIVE");
        go.complete(null);
        authorized();
        assertThat(destinationState()).isEqualTo("ACTIVE");
    }

    @Test
    void theTokenIsAskedForWithAForm() {
        String arn = destination(
                "POST",
                ",\"OAuthHttpParameters\":{\"BodyParameters\":[{\"Key\":\"scope\",\"Value\":\"a b\"}],"
                        + "\"HeaderParameters\":[{\"Key\":\"X-H\",\"Value\":\"h\"}],"
                        + "\"QueryStringParameters\":[{\"Key\":\"q\",\"Value\":\"1 2\"}]}");
        assertThat(sentWith(arn)).isEqualTo("Bearer t1");
        Arrived request = tokens.take();
        assertThat(request.requestLine()).isEqualTo("POST /token?q=1%202 HTTP/1.1");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.header("X-H")).isEqualTo("h");
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.body())
                .isEqualTo("grant_type=client_credentials&client_id=id%20%26&client_secret=s%3D%C3%BC&scope=a%20b");
    }

    @Test
    void theTokenIsAskedForWithJsonIfTheConnectionSaysSo() {
        destination(
                "PUT",
                ",\"OAuthHttpParameters\":{\"BodyParameters\":[{\"Key\":\"grant_type\",\"Value\":\"custom\"}],"
                        + "\"HeaderParameters\":[{\"Key\":\"Content-Type\",\"Value\":\"application/json\"}]}");
        Arrived request = tokens.take();
        assertThat(request.requestLine()).isEqualTo("PUT /token HTTP/1.1");
        assertThat(request.body())
                .isEqualTo("{\"grant_type\":\"custom\",\"client_id\":\"id &\",\"client_secret\":\"s=ü\"}");
    }

    @Test
    void withGetTheTokenIsAskedForInTheQuery() {
        destination("GET", "");
        Arrived request = tokens.take();
        assertThat(request.requestLine())
                .isEqualTo("GET /token?grant_type=client_credentials&client_id=id%20%26&client_secret=s%3D%C3%BC"
                        + " HTTP/1.1");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void oneTokenServesManyCallsUntilAMinuteBeforeItExpires() {
        String arn = destination("POST", "");
        authorized();
        tokens.always(token("t2", 3_600));
        assertThat(sentWith(arn)).isEqualTo("Bearer t1");
        bench.time.advance(Duration.ofSeconds(3_600 - 61));
        assertThat(sentWith(arn)).isEqualTo("Bearer t1");
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(sentWith(arn)).isEqualTo("Bearer t2");
        assertThat(tokens.all()).hasSize(2);
    }

    @Test
    void manyCallsAtOnceAskForOneToken() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        tokens.always((socket, request) -> {
            go.join();
            token("t1", 3_600).write(socket, request);
        });
        String arn = destination("POST", "");
        List<CompletableFuture<Attempt>> attempts = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> bench.send(arn, Call.of("{}")),
                        java.util.concurrent.Executors.newSingleThreadExecutor(daemon())))
                .toList();
        tokens.take();
        go.complete(null);
        attempts.forEach(attempt -> assertThat(attempt.join()).isEqualTo(new Attempt.Delivered(200)));
        assertThat(tokens.all()).hasSize(1);
    }

    private static java.util.concurrent.ThreadFactory daemon() {
        return task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Test
    void aRejectedTokenIsReplacedForTheNextAttempt() {
        String arn = destination("POST", "");
        authorized();
        tokens.always(token("t2", 3_600));
        bench.receiver.then(Receiver.status(401));
        assertThat(bench.send(arn, Call.of("{}"))).isInstanceOf(Attempt.Retryable.class);
        assertThat(bench.receiver.take().header("Authorization")).isEqualTo("Bearer t1");
        assertThat(sentWith(arn)).isEqualTo("Bearer t2");
        bench.receiver.then(Receiver.status(407));
        tokens.always(token("t3", 3_600));
        assertThat(bench.send(arn, Call.of("{}"))).isInstanceOf(Attempt.Retryable.class);
        bench.receiver.take();
        assertThat(sentWith(arn)).isEqualTo("Bearer t3");
    }

    @Test
    void aConnectionWithoutATokenKeepsAskingAndSaysWhy() {
        tokens.always(Receiver.text(400, "{\"error\":\"invalid_client\",\"hint\":\"s=ü\"}"));
        String arn = destination("POST", "");
        await().until(() -> bench.call("DescribeConnection", "{\"Name\":\"c\"}").has("StateReason"));
        assertThat(bench.call("DescribeConnection", "{\"Name\":\"c\"}")
                        .path("StateReason")
                        .asText())
                .isEqualTo("the authorization endpoint answered HTTP status code 400");
        assertThat(state()).isEqualTo("DEAUTHORIZED");
        assertThat(bench.send(arn, Call.of("{}")))
                .isEqualTo(Attempt.Retryable.of(
                        "CONNECTION_FAILURE",
                        "Connection c got no token: the authorization endpoint answered HTTP status code 400"));
        assertThat(bench.receiver.all()).isEmpty();
        tokens.always(token("t1", 3_600));
        await().untilAsserted(() -> {
            bench.time.advance(Duration.ofSeconds(60));
            assertThat(state()).isEqualTo("AUTHORIZED");
        });
    }

    @Test
    void anAnswerWithoutAUsableTokenIsNone() {
        String arn = destination("POST", "");
        authorized();
        for (String answer : List.of(
                "",
                "[]",
                "{}",
                "not JSON with t0k",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"a\\r\\nX: y\"}")) {
            tokens.then(Receiver.text(200, answer));
            bench.time.advance(Duration.ofHours(2));
            assertThat(bench.send(arn, Call.of("{}")))
                    .as(answer)
                    .isInstanceOfSatisfying(
                            Attempt.Retryable.class,
                            attempt -> assertThat(attempt.message()).doesNotContain("t0k"));
        }
        tokens.then(Receiver.bytes(200, new byte[1 << 20]));
        assertThat(bench.send(arn, Call.of("{}"))).isInstanceOf(Attempt.Retryable.class);
        assertThat(sentWith(arn)).isEqualTo("Bearer t1");
    }

    @Test
    void newCredentialsGetANewToken() {
        String arn = destination("POST", "");
        authorized();
        tokens.always(token("t2", 3_600));
        bench.call(
                "UpdateConnection",
                "{\"Name\":\"c\",\"AuthParameters\":{\"OAuthParameters\":{\"ClientParameters\":{\"ClientID\":\"other\","
                        + "\"ClientSecret\":\"o\"}}}}");
        authorized();
        assertThat(sentWith(arn)).isEqualTo("Bearer t2");
        assertThat(tokens.all().get(1).body()).contains("client_id=other&client_secret=o");
    }

    @Test
    void aConnectionThatWasAuthorizingGoesOnAfterARestart() throws Exception {
        tokens.always(Receiver.status(503));
        String arn = destination("POST", "");
        tokens.take();
        bench.close();
        tokens.always(token("t1", 3_600));
        bench = new Bench(folder);
        authorized();
        assertThat(bench.call("DescribeApiDestination", "{\"Name\":\"d\"}")
                        .path("ApiDestinationArn")
                        .asText())
                .isEqualTo(arn);
    }

    @Test
    void anEndpointThatIsNoUrlIsTakenAndGivesNoToken() {
        bench.connection(
                "OAUTH_CLIENT_CREDENTIALS",
                "{\"OAuthParameters\":{\"AuthorizationEndpoint\":\"replace_this\",\"HttpMethod\":\"put\","
                        + "\"ClientParameters\":{\"ClientID\":\"id\",\"ClientSecret\":\"hidden\"}}}");
        await().untilAsserted(() -> assertThat(bench.call("DescribeConnection", "{\"Name\":\"c\"}")
                        .path("StateReason")
                        .asText())
                .isEqualTo("the authorization endpoint is no URL with a host"));
        assertThat(state()).isEqualTo("AUTHORIZING");
    }
}
