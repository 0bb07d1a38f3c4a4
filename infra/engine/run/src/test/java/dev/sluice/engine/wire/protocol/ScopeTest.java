package dev.sluice.engine.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.RunningEngine;
import dev.sluice.engine.testing.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signatures that were made for something else, and what each protocol says of a signature that does not hold.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshooting signatures</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class ScopeTest {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RunningEngine engine;
    private Wire wire;

    @BeforeAll
    void start(@TempDir Path folder) {
        engine = RunningEngine.empty(folder);
        wire = engine.wire();
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    /** One request of each protocol; those of AWS JSON are refused with 400, SQS and all others with 403. */
    private enum Call {
        EVENTS("events", "/", "AWSEvents.ListRules", "{}", 400),
        LOGS("logs", "/", "Logs_20140328.DescribeLogGroups", "{}", 400),
        STATES("states", "/", "AWSStepFunctions.ListStateMachines", "{}", 400),
        SECRETS("secretsmanager", "/", "secretsmanager.ListSecrets", "{}", 400),
        SSM("ssm", "/", "AmazonSSM.DescribeParameters", "{}", 400),
        DYNAMODB("dynamodb", "/", "DynamoDB_20120810.ListTables", "{}", 400),
        STREAMS("dynamodb", "/", "DynamoDBStreams_20120810.ListStreams", "{}", 400),
        SQS("sqs", "/", "AmazonSQS.ListQueues", "{}", 403),
        MONITORING("monitoring", "/", "", "Action=ListMetrics&Version=2010-08-01", 403),
        IAM("iam", "/", "", "Action=ListRoles&Version=2010-05-08", 403),
        STS("sts", "/", "", "Action=GetCallerIdentity&Version=2011-06-15", 403),
        CLOUDFORMATION("cloudformation", "/", "", "Action=ListStacks&Version=2010-05-15", 403),
        SQS_QUERY("sqs", "/", "", "Action=ListQueues&Version=2012-11-05", 403),
        LAMBDA("lambda", "/2015-03-31/functions", "", "", 403),
        PIPES("pipes", "/v1/pipes", "", "", 403);

        private final String service;
        private final String path;
        private final String target;
        private final String body;
        private final int refused;

        Call(String service, String path, String target, String body, int refused) {
            this.service = service;
            this.path = path;
            this.target = target;
            this.body = body;
            this.refused = refused;
        }

        private Map<String, String> headers() {
            if (target.isEmpty()) {
                return Map.of(
                        "Content-Type", body.isEmpty() ? "application/json" : "application/x-www-form-urlencoded");
            }
            return Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.1");
        }

        private String method() {
            return body.isEmpty() ? "GET" : "POST";
        }

        private String code(String json) {
            boolean query = target.isEmpty() && !body.isEmpty();
            return query
                    ? switch (json) {
                        case "InvalidSignatureException" -> "SignatureDoesNotMatch";
                        case "UnrecognizedClientException" -> "InvalidClientTokenId";
                        default -> json.replace("Exception", "");
                    }
                    : json;
        }

        private byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<byte[]> signed(Call call, String region, String service) {
        return wire.send(service, region, call.method(), call.path, call.headers(), call.bytes());
    }

    private HttpResponse<byte[]> sent(Call call, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(wire.url().resolve(call.path))
                .method(
                        call.method(),
                        call.body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body));
        call.headers().forEach(request::header);
        headers.forEach(request::header);
        return wire.send(request.build());
    }

    private static Map<String, String> headers(Call call, String date, String scopeDate) {
        return Map.of(
                "X-Amz-Date",
                date,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIANOBODY/" + scopeDate + "/us-east-1/" + call.service
                        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
    }

    private static void refused(Call call, HttpResponse<byte[]> response, String code, String message) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as("%s %s", call, body).isEqualTo(call.refused);
        String type = response.headers().firstValue("x-amzn-errortype").orElse("");
        assertThat(body + type).as(call.name()).contains(call.code(code)).contains(message);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void aSignatureIsGoodForItsServiceAndRegionOnly(Call call) {
        assertThat(signed(call, "us-east-1", call.service).statusCode()).isEqualTo(200);
        refused(
                call,
                signed(call, "us-east-1", "s3"),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: '" + call.service + "'.");
        HttpResponse<byte[]> elsewhere = signed(call, "eu-west-1", call.service);
        if (call == Call.IAM || call == Call.STS) {
            assertThat(elsewhere.statusCode()).as("a global service").isEqualTo(200);
        } else {
            refused(
                    call,
                    elsewhere,
                    "InvalidSignatureException",
                    "Credential should be scoped to a valid region. The request is signed for eu-west-1, and this engine"
                            + " emulates us-east-1 only");
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void whatIsWrongWithASignatureIsToldInTheProtocolsOwnWay(Call call) {
        String now = BASIC.format(Instant.now());
        String today = now.substring(0, 8);
        refused(call, sent(call, Map.of()), "MissingAuthenticationTokenException", "issing Authentication Token");
        refused(
                call,
                sent(call, headers(call, now, today)),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
        refused(
                call,
                sent(call, headers(call, now, "20150830")),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150830'");
        refused(
                call,
                sent(call, headers(call, "20150830T120000Z", "20150830")),
                "InvalidSignatureException",
                "Signature expired: 20150830T120000Z is now earlier than");
        refused(
                call,
                sent(call, Map.of("Authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host")),
                "IncompleteSignatureException",
                "requires existence of either a ");
        refused(
                call,
                sent(
                        call,
                        Map.of(
                                "X-Amz-Date",
                                now,
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0")),
                "IncompleteSignatureException",
                "Credential must have exactly 5 slash-delimited elements");
    }

    @ParameterizedTest
    @CsvSource({"iam,IAM", "sts,STS"})
    void globalServicesAreSignedForNorthVirginiaWhereverTheEngineIs(String service, Call call, @TempDir Path folder) {
        try (RunningEngine abroad = RunningEngine.empty(folder, "eu-west-1")) {
            for (String region : new String[] {"us-east-1", "eu-west-1"}) {
                assertThat(abroad.wire()
                                .send(service, region, call.method(), call.path, call.headers(), call.bytes())
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(abroad.wire()
                            .send("sqs", "us-east-1", "POST", "/", Call.SQS_QUERY.headers(), Call.SQS_QUERY.bytes())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    /** As DynamoDB reports them, recorded in dynalite's and SQS's header for clients of the older protocol. */
    @Test
    void servicesWithNameSpacesSayThatTheFrameworkRefused() {
        String dynamodb = new String(sent(Call.DYNAMODB, Map.of()).body(), StandardCharsets.UTF_8);
        assertThat(dynamodb)
                .contains("\"com.amazon.coral.service#MissingAuthenticationTokenException\"")
                .contains("Request is missing Authentication Token");
        HttpResponse<byte[]> sqs = sent(
                Call.SQS,
                headers(
                        Call.SQS,
                        BASIC.format(Instant.now()),
                        BASIC.format(Instant.now()).substring(0, 8)));
        assertThat(sqs.headers().firstValue("x-amzn-query-error")).hasValue("InvalidClientTokenId;Sender");
    }

    @Test
    void aRequestIsNotSignedTwice() {
        HttpResponse<byte[]> response = wire.send(
                "sts", "GET", "/?Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256", Map.of(), new byte[0]);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("Found both");
    }
}
