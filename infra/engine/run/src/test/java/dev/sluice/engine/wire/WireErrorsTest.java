package dev.sluice.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.testing.RunningEngine;
import dev.sluice.engine.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** The ways in which requests went wrong before, each by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireErrorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Path data;
    private RunningEngine engine;
    private Wire wire;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        engine = RunningEngine.empty(folder);
        wire = engine.wire();
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aPathOfARestServiceThatLeadsNowhereGetsTheErrorInJson() {
        HttpResponse<byte[]> response = wire.send("lambda", "GET", "/2015-03-31/nothing", Map.of(), new byte[0]);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("x-amzn-errortype")).hasValue("UnknownOperationException");
        assertThat(text(response)).startsWith("{\"message\":");
    }

    @Test
    void nestingOfThousandsOfLevelsIsASerializationError() {
        String deep = "{\"Name\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        HttpResponse<byte[]> response = wire.send(
                "events",
                "POST",
                "/",
                Map.of("X-Amz-Target", "AWSEvents.PutRule"),
                deep.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("SerializationException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PutEvents  | {"Entries":"x"}
            PutEvents  | {"Entries":["x"]}
            PutRule    | {"Name":{"a":1}}
            PutTargets | {"Rule":"r","Targets":[1]}
            PutTargets | {"Rule":"r","Targets":[{"Id":"t","Arn":"a","RetryPolicy":5}]}
            RemoveTargets | {"Rule":"r","Ids":[{}]}
            """)
    void aMemberOfAnotherShapeIsASerializationError(String operation, String body) {
        HttpResponse<byte[]> response = wire.send(
                "events",
                "POST",
                "/",
                Map.of("X-Amz-Target", "AWSEvents." + operation),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("SerializationException");
    }

    @ParameterizedTest
    @CsvSource({"events,400,AWSEvents.ListRules", "dynamodb,400,DynamoDB_20120810.ListTables", "sts,403,''"})
    void whomNobodyKnowsIsRefusedWithTheStatusOfTheProtocol(String service, int status, String target) {
        HttpResponse<byte[]> response = wire.send(HttpRequest.newBuilder(wire.url())
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIANOBODY/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00")
                .header("X-Amz-Date", "20260101T000000Z")
                .header(target.isEmpty() ? "X-None" : "X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(target.isEmpty() ? "Action=GetCallerIdentity" : "{}"))
                .build());
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedBeforeItIsRead() {
        HttpResponse<byte[]> response = wire.send(HttpRequest.newBuilder(wire.url())
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(16 << 20) + 1]))
                .build());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(text(response)).contains("RequestEntityTooLargeException");
    }

    @Test
    void whatIsNoHttpGetsAnErrorInJson() throws IOException {
        assertThat(raw("GET /%C3%28%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains("400", "__type");
        assertThat(raw("NONSENSE\r\n\r\n")).contains("400");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "y".repeat(40_000) + "\r\n\r\n"))
                .contains("431", "__type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /?% HTTP/1.1\r\n\r\n",
                "GET /?Action=%zz HTTP/1.1\r\n\r\n",
                "GET /123456789012/queue?Action=%zz HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nAction=%zz"
            })
    void whatIsNotUrlEncodedIsTheClientsFaultEvenWithoutASignature(String request) throws IOException {
        assertThat(raw(request.replaceFirst("\r\n", "\r\nHost: 127.0.0.1\r\nConnection: close\r\n")))
                .startsWith("HTTP/1.1 400")
                .contains("MalformedQueryString", "x-amzn-requestid");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", wire.url().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aHeaderThatCameTwiceIsSignedAsBothValuesAndABadHashIsNot() {
        assertThat(wire.send("sts", "GET", "/?Action=GetCallerIdentity", Map.of("x-twice", "a,b"), new byte[0])
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> response = wire.send(
                "sts",
                "POST",
                "/",
                Map.of("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
                "Action=GetCallerIdentity".getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isBetween(400, 403);
    }

    @Test
    void aPresignedRequestHoldsAsLongAsItSays() {
        assertThat(presigned(Instant.now(), Duration.ofMinutes(10)).statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> late = presigned(Instant.now().minus(Duration.ofMinutes(40)), Duration.ofMinutes(30));
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(text(late)).contains("Signature expired");
        HttpResponse<byte[]> early = presigned(Instant.now().plus(Duration.ofMinutes(40)), Duration.ofMinutes(30));
        assertThat(text(early)).contains("Signature not yet current");
        String week = presignedUrl(Instant.now(), Duration.ofDays(7)).replaceAll("Expires=\\d+", "Expires=604801");
        HttpResponse<byte[]> tooLong =
                wire.send(HttpRequest.newBuilder(URI.create(week)).build());
        assertThat(text(tooLong)).contains("X-Amz-Expires");
    }

    private HttpResponse<byte[]> presigned(Instant at, Duration valid) {
        return wire.send(
                HttpRequest.newBuilder(URI.create(presignedUrl(at, valid))).build());
    }

    private String presignedUrl(Instant at, Duration valid) {
        LocalCredentials.Keys keys = LocalCredentials.in(data).root("000000000000");
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))
                        .request(SdkHttpRequest.builder()
                                .uri(wire.url())
                                .method(SdkHttpMethod.GET)
                                .putRawQueryParameter("Action", "GetCallerIdentity")
                                .putRawQueryParameter("Version", "2011-06-15")
                                .build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, valid)
                        .putProperty(
                                software.amazon.awssdk.http.auth.spi.signer.HttpSigner.SIGNING_CLOCK,
                                Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .getUri()
                .toString();
    }

    @Test
    void everyProtocolAnswersAnUnknownOperationInItsShape() {
        for (String target : Arrays.asList("AWSEvents.Nothing", "Nothing.Nothing", "x", "....")) {
            assertThat(text(wire.send(
                            "events",
                            "POST",
                            "/",
                            Map.of("X-Amz-Target", target),
                            "{}".getBytes(StandardCharsets.UTF_8))))
                    .contains("\"__type\":\"UnknownOperationException\"");
        }
        assertThat(text(wire.send("sts", "GET", "/?Action=Nothing", Map.of(), new byte[0])))
                .contains("<Code>InvalidAction</Code>");
    }

    @Test
    void theQueryProtocolAnswersJsonToAClientThatAcceptsItInTheFormOfItsXml() throws Exception {
        query("Action=CreateQueue&QueueName=json");
        JsonNode answer =
                JSON.readTree(query("Action=GetQueueAttributes&QueueUrl=/000000000000/json&AttributeName.1=All"));
        JsonNode attributes = answer.at("/GetQueueAttributesResponse/GetQueueAttributesResult/Attributes");
        assertThat(attributes.isArray()).isTrue();
        assertThat(attributes.findValuesAsText("Name")).contains("QueueArn", "VisibilityTimeout");
        assertThat(attributes.get(0).has("Value")).isTrue();
        JsonNode error =
                JSON.readTree(query("Action=GetQueueAttributes&QueueUrl=/000000000000/none&AttributeName.1=All"));
        assertThat(error.at("/Error/Code").asText()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(error.at("/Error/Type").asText()).isEqualTo("Sender");
        assertThat(error.at("/Error/Message").asText()).isNotEmpty();
        assertThat(error.path("RequestId").asText()).isNotEmpty();
    }

    private String query(String form) {
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        return text(wire.send("sqs", "POST", "/", headers, form.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatTheEngineDoesNotOfferIsNamedInTheFormThatItsClientReads() {
        HttpResponse<byte[]> api = wire.send("apigateway", "GET", "/restapis", Map.of(), new byte[0]);
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.headers().firstValue("x-amzn-errortype")).hasValue("UnknownOperationException");
        assertThat(text(api)).contains("The engine does not offer GET /restapis of apigateway.");
        for (String path : new String[] {"/", "/bucket/key"}) {
            HttpResponse<byte[]> s3 = wire.send("s3", "GET", path, Map.of(), new byte[0]);
            assertThat(s3.statusCode()).isEqualTo(404);
            assertThat(text(s3))
                    .contains("<Error><Code>UnknownOperationException</Code><Message>The engine does not offer GET "
                            + path + " of s3.</Message>");
        }
    }

    @Test
    void theErrorsOfSecretsManagerHaveTheirMessageInBothSpellings() throws Exception {
        HttpResponse<byte[]> response = wire.send(
                "secretsmanager",
                "POST",
                "/",
                Map.of("X-Amz-Target", "secretsmanager.DescribeSecret", "Content-Type", "application/x-amz-json-1.1"),
                "{\"SecretId\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        JsonNode error = JSON.readTree(text(response));
        assertThat(error.path("Message").asText())
                .isEqualTo("Secrets Manager can't find the specified secret.")
                .isEqualTo(error.path("message").asText());
    }
}
