package dev.sluice.engine.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.request.Json;
import org.junit.jupiter.api.Test;

/**
 * Who may use a key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html">Policy evaluation</a>
 */
class KeyPolicyTest extends KmsBench {

    private static final Caller STRANGER = Caller.root("333333333333");
    private static final Caller ROLE = Caller.role("arn:aws:iam::" + ACCOUNT + ":role/app", "s");

    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":"
                    + "{\"Service\":\"lambda.amazonaws.com\"}}]}";

    private String policy(String principal, String action, String condition) {
        return Json.text(Json.parseTrusted(
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::%s:root'},'Action':'kms:*','Resource':'*'},{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'%s','Resource':'*'%s}]}"
                        .formatted(ACCOUNT, principal, action, condition)
                        .replace('\'', '"')));
    }

    private void role(String action) {
        ObjectNode name = Json.object().put("RoleName", "app");
        aws.call(OWNER, "iam", "CreateRole", name.deepCopy().put("AssumeRolePolicyDocument", TRUST));
        aws.call(
                OWNER,
                "iam",
                "PutRolePolicy",
                name.put("PolicyName", "p")
                        .put(
                                "PolicyDocument",
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                                        + action + "\",\"Resource\":\"*\"}]}"));
    }

    @Test
    void aRoleOfTheOwnersAccountNeedsAPolicyOfItsOwnUnlessTheKeyPolicyNamesIt() {
        String key = key("");
        String blob = encrypted(key, "");
        assertThat(error(ROLE, "Decrypt", decryption(blob, "")))
                .startsWith("AccessDeniedException: User: arn:aws:sts::" + ACCOUNT
                        + ":assumed-role/app/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:"
                        + ACCOUNT + ":key/" + key)
                .contains("no identity-based policy");
        role("kms:Decrypt");
        assertThat(error(ROLE, "Decrypt", decryption(blob, ""))).startsWith("no error");
        assertThat(error(ROLE, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AA=='}"))
                .contains("no identity-based policy allows the kms:Encrypt action");
        ObjectNode policy = Json.object().put("KeyId", key).put("Policy", policy(ROLE.policyArn(), "kms:Encrypt", ""));
        aws.call(OWNER, "kms", "PutKeyPolicy", policy);
        assertThat(error(ROLE, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AA=='}"))
                .startsWith("no error");
    }

    @Test
    void aKeyPolicyThatDoesNotLetTheAccountInMakesItsIamPoliciesWorthless() {
        role("kms:*");
        String key = aws.call(
                        OWNER,
                        "kms",
                        "CreateKey",
                        Json.object()
                                .put(
                                        "Policy",
                                        policy("arn:aws:iam::" + ACCOUNT + ":user/admin", "kms:*", "")
                                                .replace(
                                                        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::"
                                                                + ACCOUNT
                                                                + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"},",
                                                        "")))
                .path("KeyMetadata")
                .path("KeyId")
                .asText();
        for (Caller caller : new Caller[] {ROLE, OWNER}) {
            assertThat(error(caller, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AA=='}"))
                    .startsWith("AccessDeniedException")
                    .contains("no resource-based policy allows the kms:Encrypt action");
        }
    }

    @Test
    void aPolicyMayAskForTheEncryptionContext() {
        String key = key("");
        String one = "'tenant':'a'";
        String blob = encrypted(key, one);
        String both = encrypted(key, "'tenant':'a','x':'y'");
        String other = encrypted(key, "'tenant':'b'");
        ObjectNode policy = Json.object()
                .put("KeyId", key)
                .put(
                        "Policy",
                        policy(
                                ROLE.policyArn(),
                                "kms:Decrypt",
                                ",'Condition':{'StringEquals':{'kms:EncryptionContext:tenant':'a'},"
                                        + "'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':'tenant'}}"));
        aws.call(OWNER, "kms", "PutKeyPolicy", policy);
        assertThat(error(ROLE, "Decrypt", decryption(blob, one))).startsWith("no error");
        assertThat(error(ROLE, "Decrypt", decryption(both, "'tenant':'a','x':'y'")))
                .startsWith("AccessDenied");
        assertThat(error(ROLE, "Decrypt", decryption(other, "'tenant':'b'"))).startsWith("AccessDenied");
    }

    @Test
    void anotherAccountNeedsTheKeyPolicy() {
        String key = key("");
        String arn = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + key;
        String blob = encrypted(key, "");
        assertThat(error(STRANGER, "Decrypt", decryption(blob, "")))
                .startsWith(
                        "AccessDeniedException: The ciphertext refers to a customer master key that does not exist");
        assertThat(error(STRANGER, "DescribeKey", "{'KeyId':'" + arn + "'}")).startsWith("AccessDeniedException");
        assertThat(error(STRANGER, "DescribeKey", "{'KeyId':'" + arn + "0'}"))
                .as("whether it is there does not show")
                .startsWith("AccessDeniedException");
        assertThat(error(STRANGER, "DescribeKey", "{'KeyId':'" + key + "'}")).startsWith("NotFoundException");
        aws.call(
                OWNER,
                "kms",
                "PutKeyPolicy",
                Json.object().put("KeyId", key).put("Policy", policy("333333333333", "kms:Decrypt", "")));
        assertThat(error(STRANGER, "Decrypt", decryption(blob, ""))).startsWith("no error");
        assertThat(error(STRANGER, "Encrypt", "{'KeyId':'" + arn + "','Plaintext':'AA=='}"))
                .startsWith("AccessDeniedException");
    }
}
