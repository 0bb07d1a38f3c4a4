package dev.sluice.engine.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Signatures, against the AWS SDK's own signer. */
class SignatureTest {

    @TempDir
    Path data;

    private Engine engine;

    @BeforeEach
    void start() {
        engine = Engine.start(Options.empty(new Settings("000000000000", "us-east-1", data, true), 0));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void theRootOfAnyAccountIsKnownByItsKeys() {
        LocalCredentials.Keys keys = LocalCredentials.in(data).root("210987654321");
        try (StsClient sts = sts(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::210987654321:root");
        }
    }

    @Test
    void aSessionIsKnownUntilItExpires() {
        LocalCredentials credentials = LocalCredentials.in(data);
        LocalCredentials.Keys live = credentials.session(
                "arn:aws:iam::000000000000:role/r", "s", Instant.now().plusSeconds(60));
        try (StsClient sts = sts(session(live))) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/r/s");
        }
        LocalCredentials.Keys dead = credentials.session(
                "arn:aws:iam::000000000000:role/r", "s", Instant.now().minusSeconds(1));
        refused(session(dead), "ExpiredToken");
    }

    @Test
    void aWrongSecretAForgedTokenAndAStrangersKeyAreRefused() {
        LocalCredentials.Keys keys = LocalCredentials.in(data).root("000000000000");
        refused(
                AwsBasicCredentials.create(keys.accessKeyId(), "wrong" + keys.secretAccessKey()),
                "SignatureDoesNotMatch");
        refused(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret"), "InvalidClientTokenId");
        LocalCredentials.Keys session = LocalCredentials.in(data)
                .session("arn:aws:iam::000000000000:role/r", "s", Instant.now().plusSeconds(60));
        refused(
                AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), "x" + session.sessionToken()),
                "InvalidClientTokenId");
    }

    @Test
    void aSecondEngineOnTheSameFolderIsRefused() {
        assertThatThrownBy(() -> Engine.start(Options.empty(new Settings("000000000000", "us-east-1", data, true), 0)))
                .hasMessageContaining("another engine runs on");
    }

    private void refused(AwsCredentials credentials, String code) {
        try (StsClient sts = sts(credentials)) {
            assertThatThrownBy(sts::getCallerIdentity)
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
        }
    }

    private static AwsCredentials session(LocalCredentials.Keys keys) {
        return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }

    private StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(engine.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }
}
