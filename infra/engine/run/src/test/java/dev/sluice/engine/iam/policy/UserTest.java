package dev.sluice.engine.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** Users with few rights, and sessions with fewer than their roles, as AWS's clients meet them. */
public class UserTest {

    private static final String SEND = policy("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:mine");
    private static final String ALL = policy("*", "*");

    @TempDir
    Path data;

    private RunningEngine engine;
    private IamClient iam;
    private StsClient sts;
    private SqsClient sqs;

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        iam = engine.client(IamClient.builder());
        sts = engine.client(StsClient.builder());
        sqs = engine.client(SqsClient.builder());
        sqs.createQueue(r -> r.queueName("mine"));
        sqs.createQueue(r -> r.queueName("yours"));
    }

    @AfterEach
    void stop() {
        iam.close();
        sts.close();
        sqs.close();
        engine.close();
    }

    private static String policy(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    private AwsCredentials user(String name, String policy) {
        iam.createUser(r -> r.userName(name));
        iam.putUserPolicy(r -> r.userName(name).policyName("p").policyDocument(policy));
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    private void send(AwsCredentials as, String queue) {
        sqs.sendMessage(r -> r.queueUrl("http://localhost/000000000000/" + queue)
                .messageBody("x")
                .overrideConfiguration(as(as)));
    }

    private static AwsRequestOverrideConfiguration as(AwsCredentials credentials) {
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static AwsCredentials of(Credentials session) {
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    void aUserMayDoWhatItsPoliciesSayAndIsWhoItIs() {
        AwsCredentials ann = user("ann", SEND);
        send(ann, "mine");
        assertThatThrownBy(() -> send(ann, "yours"))
                .hasMessageContaining(
                        "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: sqs:sendmessage");
        var identity = sts.getCallerIdentity(r -> r.overrideConfiguration(as(ann)));
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/ann");
        assertThat(identity.userId()).startsWith("AIDA");
        String managed = iam.createPolicy(r -> r.policyName("all").policyDocument(ALL))
                .policy()
                .arn();
        iam.attachUserPolicy(r -> r.userName("ann").policyArn(managed));
        send(ann, "yours");
        assertThat(iam.listAttachedUserPolicies(r -> r.userName("ann")).attachedPolicies())
                .hasSize(1);
        assertThatThrownBy(() -> iam.deletePolicy(r -> r.policyArn(managed)))
                .isInstanceOf(DeleteConflictException.class);
        iam.detachUserPolicy(r -> r.userName("ann").policyArn(managed));
        refused("AccessDenied", () -> send(ann, "yours"));
    }

    @Test
    void keysWorkUntilTheyAreInactiveOrGone() {
        AwsCredentials ann = user("ann", SEND);
        iam.updateAccessKey(
                r -> r.userName("ann").accessKeyId(ann.accessKeyId()).status("Inactive"));
        refused("InvalidClientTokenId", () -> send(ann, "mine"));
        iam.updateAccessKey(
                r -> r.userName("ann").accessKeyId(ann.accessKeyId()).status("Active"));
        stop();
        engine = RunningEngine.empty(data);
        iam = engine.client(IamClient.builder());
        sqs = engine.client(SqsClient.builder());
        sts = engine.client(StsClient.builder());
        send(ann, "mine");
        iam.createAccessKey(r -> r.userName("ann"));
        assertThatThrownBy(() -> iam.createAccessKey(r -> r.userName("ann")))
                .isInstanceOf(LimitExceededException.class);
        assertThat(iam.listAccessKeys(r -> r.userName("ann")).accessKeyMetadata())
                .hasSize(2);
        iam.deleteAccessKey(r -> r.userName("ann").accessKeyId(ann.accessKeyId()));
        refused("InvalidClientTokenId", () -> send(ann, "mine"));
    }

    @Test
    void aUserWithKeysOrPoliciesIsNotDeletedAndNamesAreTakenOnce() {
        AwsCredentials ann = user("ann", SEND);
        assertThatThrownBy(() -> iam.createUser(r -> r.userName("ann")))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThatThrownBy(() -> iam.deleteUser(r -> r.userName("ann"))).isInstanceOf(DeleteConflictException.class);
        iam.deleteAccessKey(r -> r.userName("ann").accessKeyId(ann.accessKeyId()));
        assertThatThrownBy(() -> iam.deleteUser(r -> r.userName("ann"))).isInstanceOf(DeleteConflictException.class);
        assertThat(iam.listUserPolicies(r -> r.userName("ann")).policyNames()).containsExactly("p");
        iam.deleteUserPolicy(r -> r.userName("ann").policyName("p"));
        iam.deleteUser(r -> r.userName("ann"));
        assertThat(iam.listUsers().users()).isEmpty();
        assertThatThrownBy(() -> iam.getUser(r -> r.userName("ann"))).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aUserOfFewRightsGetsNoMoreByIamOrSessions() {
        AwsCredentials ann = user("ann", SEND);
        refused("AccessDenied", () -> iam.createUser(r -> r.userName("bob").overrideConfiguration(as(ann))));
        refused("AccessDenied", () -> iam.createAccessKey(r -> r.overrideConfiguration(as(ann))));
        AwsCredentials session =
                of(sts.getSessionToken(r -> r.overrideConfiguration(as(ann))).credentials());
        send(session, "mine");
        refused("AccessDenied", () -> send(session, "yours"));
        role("open", "{\"AWS\":\"000000000000\"}");
        refused(
                "AccessDenied",
                () -> sts.assumeRole(r -> r.roleArn("arn:aws:iam::000000000000:role/open")
                        .roleSessionName("ann")
                        .overrideConfiguration(as(ann))));
        role("named", "{\"AWS\":\"arn:aws:iam::000000000000:user/ann\"}");
        assertThat(sts.assumeRole(r -> r.roleArn("arn:aws:iam::000000000000:role/named")
                                .roleSessionName("ann")
                                .overrideConfiguration(as(ann)))
                        .credentials())
                .isNotNull();
    }

    @Test
    void whatAnIamCallActsOnIsWhatItsCallerMustBeAllowedWhateverElseTheRequestSays() {
        iam.createUser(r -> r.userName("boss").path("/top/"));
        AwsCredentials ann = user("ann", policy("iam:*", "arn:aws:iam::000000000000:user/own/*"));
        AwsCredentials bob = user("bob", policy("iam:*", "arn:aws:iam::000000000000:role/own"));
        AwsCredentials top = user("top", policy("iam:GetUser", "arn:aws:iam::000000000000:user/top/*"));
        refused(
                "AccessDenied",
                () -> iam.createAccessKey(r -> r.userName("boss")
                        .overrideConfiguration(as(ann).toBuilder()
                                .putRawQueryParameter("Path", "/own/")
                                .build())));
        refused(
                "AccessDenied",
                () -> iam.createAccessKey(r -> r.userName("boss")
                        .overrideConfiguration(as(bob).toBuilder()
                                .putRawQueryParameter("RoleName", "own")
                                .build())));
        assertThat(iam.getUser(r -> r.userName("boss").overrideConfiguration(as(top)))
                        .user()
                        .path())
                .isEqualTo("/top/");
        iam.createUser(r -> r.userName("new").path("/own/").overrideConfiguration(as(ann)));
        refused("AccessDenied", () -> iam.createUser(r -> r.userName("other").overrideConfiguration(as(ann))));
    }

    private void role(String name, String principal) {
        iam.createRole(r -> r.roleName(name)
                .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                                + ",\"Action\":\"sts:AssumeRole\"}]}"));
        iam.putRolePolicy(r -> r.roleName(name).policyName("all").policyDocument(ALL));
    }

    @Test
    void aSessionMayDoWhatItsPoliciesAndItsRolesBothAllow() {
        role("wide", "{\"AWS\":\"000000000000\"}");
        String role = "arn:aws:iam::000000000000:role/wide";
        var assumed = sts.assumeRole(r -> r.roleArn(role).roleSessionName("ses").policy(SEND));
        assertThat(assumed.packedPolicySize()).isPositive();
        AwsCredentials narrow = of(assumed.credentials());
        send(narrow, "mine");
        assertThatThrownBy(() -> send(narrow, "yours"))
                .hasMessageContaining("no session policy allows the sqs:sendmessage action");
        String managed = iam.createPolicy(r -> r.policyName("send").policyDocument(SEND))
                .policy()
                .arn();
        AwsCredentials byArn = of(sts.assumeRole(r -> r.roleArn(role)
                        .roleSessionName("ses")
                        .policyArns(PolicyDescriptorType.builder().arn(managed).build()))
                .credentials());
        send(byArn, "mine");
        refused("AccessDenied", () -> send(byArn, "yours"));
        send(of(sts.assumeRole(r -> r.roleArn(role).roleSessionName("ses")).credentials()), "yours");
        refused(
                "MalformedPolicyDocument",
                () -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("ses").policy("{")));
        refused(
                "PackedPolicyTooLarge",
                () -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("ses").policy("x".repeat(2_049))));
    }

    @Test
    void aSessionPolicyGivesNothingThatTheRoleHasNotAndTheQueueMayNameTheSession() {
        role("poor", "{\"AWS\":\"000000000000\"}");
        iam.deleteRolePolicy(r -> r.roleName("poor").policyName("all"));
        AwsCredentials session = of(sts.assumeRole(r -> r.roleArn("arn:aws:iam::000000000000:role/poor")
                        .roleSessionName("ses")
                        .policy(SEND))
                .credentials());
        refused("AccessDenied", () -> send(session, "mine"));
        sqs.setQueueAttributes(
                r -> r.queueUrl("http://localhost/000000000000/yours")
                        .attributesWithStrings(
                                Map.of(
                                        "Policy",
                                        SEND.replace(":mine", ":yours")
                                                .replace(
                                                        "\"Effect\"",
                                                        "\"Principal\":{\"AWS\":\"arn:aws:sts::000000000000:assumed-role/poor/ses\"},\"Effect\""))));
        send(session, "yours");
    }

    @Test
    void aConditionOnTheTimeIsJudgedAtTheRequest() {
        String past = SEND.replace(
                "\"Effect\"",
                "\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}},\"Effect\"");
        AwsCredentials ann = user("ann", past);
        refused("AccessDenied", () -> send(ann, "mine"));
        iam.putUserPolicy(
                r -> r.userName("ann").policyName("p").policyDocument(past.replace("DateLessThan", "DateGreaterThan")));
        send(ann, "mine");
        refused(
                "MalformedPolicyDocument",
                () -> iam.putUserPolicy(r ->
                        r.userName("ann").policyName("p").policyDocument(past.replace("DateLessThan", "DateBefore"))));
    }
}
