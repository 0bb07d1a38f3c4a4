package dev.sluice.engine.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.RunningEngine;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS as the AWS SDK for Java sees it, and in the JSON that other clients ask for. */
class StsTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/auditor";

    @TempDir
    Path data;

    private RunningEngine engine;
    private StsClient sts;

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        sts = engine.client(StsClient.builder());
    }

    @AfterEach
    void stop() {
        sts.close();
        engine.close();
    }

    private HttpResponse<byte[]> form(String service, String form, Map<String, String> more) {
        Map<String, String> headers = new java.util.HashMap<>(more);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return engine.wire().send(service, "POST", "/", headers, form.getBytes(StandardCharsets.UTF_8));
    }

    private void role(String condition) {
        String trust =
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},\"Action\":\"sts:AssumeRole\""
                        + condition + "}}";
        HttpResponse<byte[]> made = form(
                "iam",
                "Action=CreateRole&Version=2010-05-08&RoleName=auditor&AssumeRolePolicyDocument="
                        + URLEncoder.encode(trust, StandardCharsets.UTF_8),
                Map.of());
        assertThat(made.statusCode()).isEqualTo(200);
    }

    private GetCallerIdentityResponse whoIs(Credentials credentials) {
        return sts.getCallerIdentity(r -> r.overrideConfiguration(
                c -> c.credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))));
    }

    @Test
    void anAssumedRoleIsWhoItSaysAndHasIamsId() {
        role("");
        AssumeRoleResponse assumed =
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(900));
        assertThat(assumed.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z0-9]+:me");
        assertThat(assumed.credentials().expiration())
                .isBetween(Instant.now().plusSeconds(850), Instant.now().plusSeconds(950));
        GetCallerIdentityResponse identity = whoIs(assumed.credentials());
        assertThat(identity.arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/auditor/me");
        assertThat(identity.userId()).isEqualTo(assumed.assumedRoleUser().assumedRoleId());
        assertThat(identity.account()).isEqualTo("000000000000");
    }

    @Test
    void theTrustPolicyAndItsExternalIdAreEvaluated() {
        refused(
                "AccessDenied",
                403,
                "",
                () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me")));
        role(",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}");
        refused(
                "AccessDenied",
                403,
                "",
                () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me")));
        assertThat(sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").externalId("42"))
                        .credentials())
                .isNotNull();
    }

    @Test
    void whatCannotBeHonouredIsRefused() {
        refused(
                "ValidationError",
                400,
                "roleSessionName",
                () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("a b")));
        refused(
                "ValidationError",
                400,
                "durationSeconds",
                () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(60)));
        refused(
                "ValidationError",
                400,
                "does not evaluate Tags",
                () -> sts.assumeRole(r -> r.roleArn(ROLE)
                        .roleSessionName("me")
                        .tags(List.of(Tag.builder().key("a").value("b").build()))));
    }

    @Test
    void theRootUserGetsASessionAndASessionGetsNone() {
        Credentials session = sts.getSessionToken(r -> r.durationSeconds(900)).credentials();
        assertThat(whoIs(session).arn()).isEqualTo("arn:aws:iam::000000000000:root");
        refused(
                "AccessDenied",
                403,
                "Cannot call GetSessionToken with session credentials",
                () -> sts.getSessionToken(r -> r.overrideConfiguration(
                        c -> c.credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                                session.accessKeyId(), session.secretAccessKey(), session.sessionToken()))))));
    }

    @Test
    void clientsMayAskForJson() throws Exception {
        HttpResponse<byte[]> response =
                form("sts", "Action=GetCallerIdentity&Version=2011-06-15", Map.of("Accept", "application/json"));
        JsonNode body = Json.MAPPER.readTree(response.body());
        assertThat(body.at("/GetCallerIdentityResponse/GetCallerIdentityResult/Account")
                        .asText())
                .isEqualTo("000000000000");
        assertThat(body.at("/GetCallerIdentityResponse/ResponseMetadata/RequestId")
                        .asText())
                .isNotEmpty();
    }

    private static void refused(String code, int status, String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.getMessage()).contains(message);
        });
    }
}
