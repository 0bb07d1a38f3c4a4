package dev.sluice.engine.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.testing.RunningEngine;
import dev.sluice.engine.testing.Wire;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Which headers a signature must cover.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signing requests:
 *     the host and every x-amz-* header of the request</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedHeadersTest {

    private Wire wire;
    private LocalCredentials.Keys keys;

    @BeforeAll
    void start(@TempDir Path data) {
        engine = RunningEngine.empty(data);
        wire = engine.wire();
        keys = LocalCredentials.in(data).root(Settings.DEFAULT_ACCOUNT);
    }

    private RunningEngine engine;

    @AfterAll
    void stop() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HEADER, X-Amz-Target, AWSEvents.ListRules",
        "HEADER, x-amz-target, AWSEvents.ListRules",
        "HEADER, X-Amz-Meta-Anything, 1",
        "QUERY_STRING, X-Amz-Target, AWSEvents.ListRules",
        "QUERY_STRING, X-Amz-Date, 20260101T000000Z"
    })
    void anAmzHeaderThatIsNotSignedIsRefused(AwsV4FamilyHttpSigner.AuthLocation location, String header, String value) {
        HttpResponse<byte[]> response = wire.send(
                request(signed(location, Map.of(), value.startsWith("AWSEvents") ? "events" : "sts"), header, value)
                        .build());
        assertThat(response.statusCode()).isIn(400, 403);
        assertThat(text(response))
                .contains(
                        "'" + header.toLowerCase(Locale.ROOT) + "' must be a 'SignedHeader' in the AWS Authorization.");
        if (header.equalsIgnoreCase("X-Amz-Target")) {
            assertThat(text(response)).contains("InvalidSignatureException");
        }
    }

    @Test
    void aDateThatIsSentButNotSignedIsRefused() {
        SdkHttpRequest signed = signed(AwsV4FamilyHttpSigner.AuthLocation.HEADER, Map.of());
        String authorization = signed.firstMatchingHeader("Authorization")
                .orElseThrow()
                .replaceAll("SignedHeaders=[^,]*", "SignedHeaders=host");
        HttpResponse<byte[]> response = wire.send(HttpRequest.newBuilder(signed.getUri())
                .header("Authorization", authorization)
                .header("X-Amz-Date", signed.firstMatchingHeader("X-Amz-Date").orElseThrow())
                .build());
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(text(response)).contains("'x-amz-date' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, text/plain",
        "User-Agent, somebody/1",
        "X-Amzn-Trace-Id, Root=1-5759e988-bd862e3fe1be46a9"
    })
    void otherHeadersNeedNotBeSigned(String header, String value) {
        HttpResponse<byte[]> response =
                wire.send(request(signed(AwsV4FamilyHttpSigner.AuthLocation.HEADER, Map.of()), header, value)
                        .build());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void anAmzHeaderThatIsSignedIsTaken() {
        SdkHttpRequest signed = signed(AwsV4FamilyHttpSigner.AuthLocation.HEADER, Map.of("X-Amz-Meta-Anything", "1"));
        assertThat(wire.send(request(signed, "X-None", "1").build()).statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder request(SdkHttpRequest signed, String header, String value) {
        HttpRequest.Builder raw = HttpRequest.newBuilder(signed.getUri());
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(one -> raw.header(name, one));
            }
        });
        return raw.header(header, value);
    }

    private SdkHttpRequest signed(AwsV4FamilyHttpSigner.AuthLocation location, Map<String, String> headers) {
        return signed(location, headers, "sts");
    }

    private SdkHttpRequest signed(
            AwsV4FamilyHttpSigner.AuthLocation location, Map<String, String> headers, String service) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .uri(URI.create(wire.url() + "/?Action=GetCallerIdentity&Version=2011-06-15"))
                .method(SdkHttpMethod.GET);
        headers.forEach(request::putHeader);
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(new byte[0]))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
