package dev.sluice.engine.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The engine emulates one region, and what is meant for another never reaches its resources. */
class RegionTest {

    private static final String ACCOUNT = Settings.DEFAULT_ACCOUNT;

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRequestSignedForAnotherRegionIsRefusedAndBothRegionsAreNamed(boolean enforce) {
        try (Engine engine = engine("us-east-1", enforce);
                SqsClient elsewhere = sqs(engine, Region.EU_WEST_1);
                SqsClient here = sqs(engine, Region.US_EAST_1)) {
            assertThat(failure(() -> elsewhere.createQueue(queue -> queue.queueName("q"))))
                    .startsWith("Credential should be scoped to a valid region.")
                    .contains("signed for eu-west-1")
                    .contains("emulates us-east-1")
                    .contains("--region eu-west-1");
            assertThat(here.listQueues().queueUrls()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aGlobalServiceAnswersClientsOfEveryRegion(boolean enforce) {
        try (Engine engine = engine("eu-central-1", enforce);
                StsClient home = sts(engine, Region.US_EAST_1);
                StsClient elsewhere = sts(engine, Region.AP_SOUTHEAST_2)) {
            assertThat(home.getCallerIdentity().account()).isEqualTo(ACCOUNT);
            assertThat(elsewhere.getCallerIdentity().account()).isEqualTo(ACCOUNT);
        }
    }

    @Test
    void withChecksOffAnUnsignedRequestWorksInTheEnginesRegion() throws Exception {
        try (Engine engine = engine("eu-central-1", false)) {
            post(engine, "", "CreateQueue", "{\"QueueName\":\"q\"}");
            assertThat(post(engine, "").body()).contains(ACCOUNT + "/q");
            assertThat(post(engine, "Bearer something").statusCode()).isEqualTo(200);
            assertThat(post(engine, credential("test", "eu-central-1", "sqs")).statusCode())
                    .isEqualTo(200);
            assertThat(post(engine, credential("test", "eu-west-1", "sqs")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void withChecksOffAPresignedRequestOfAnotherRegionIsRefusedToo() throws Exception {
        try (Engine engine = engine("us-east-1", false)) {
            String scope = URLEncoder.encode("test/20260101/eu-west-1/sqs/aws4_request", StandardCharsets.UTF_8);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(engine.url() + "/?Action=ListQueues&X-Amz-Credential=" + scope))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("signed for eu-west-1");
        }
    }

    @Test
    void withChecksOffAnAccessKeyIdOfTwelveDigitsIsTheAccount() throws Exception {
        try (Engine engine = engine("us-east-1", false)) {
            post(engine, credential("111122223333", "us-east-1", "sqs"), "CreateQueue", "{\"QueueName\":\"q\"}");
            assertThat(post(engine, credential("111122223333", "us-east-1", "sqs"))
                            .body())
                    .contains("111122223333/q");
            assertThat(post(engine, credential("test", "us-east-1", "sqs")).body())
                    .doesNotContain("111122223333");
        }
    }

    private static String credential(String key, String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    private static HttpResponse<String> post(Engine engine, String authorization) throws Exception {
        return post(engine, authorization, "ListQueues", "{}");
    }

    private static HttpResponse<String> post(Engine engine, String authorization, String operation, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(engine.url())
                .header("X-Amz-Target", "AmazonSQS." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String failure(Runnable call) {
        try {
            call.run();
            return "no failure";
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorMessage();
        }
    }

    private Engine engine(String region, boolean enforce) {
        return Engine.start(Options.empty(new Settings(ACCOUNT, region, data, enforce), 0));
    }

    private StaticCredentialsProvider keys() {
        LocalCredentials.Keys keys = LocalCredentials.in(data).root(ACCOUNT);
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }

    private SqsClient sqs(Engine engine, Region region) {
        return SqsClient.builder()
                .endpointOverride(engine.url())
                .region(region)
                .credentialsProvider(keys())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    private StsClient sts(Engine engine, Region region) {
        return StsClient.builder()
                .endpointOverride(engine.url())
                .region(region)
                .credentialsProvider(keys())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }
}
