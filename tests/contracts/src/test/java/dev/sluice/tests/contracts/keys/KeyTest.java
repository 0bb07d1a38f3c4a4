package dev.sluice.tests.contracts.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * Symmetric keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/overview.html">KMS</a>
 */
class KeyTest extends Contract {

    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");
    private static final Map<String, String> CONTEXT = Map.of("tenant", "blue", "endpoint", "e");

    private KeyMetadata key() {
        KeyMetadata key = lab.keys()
                .createKey(request -> request.description("of a contract test"))
                .keyMetadata();
        lab.later(() -> lab.keys()
                .scheduleKeyDeletion(request -> request.keyId(key.keyId()).pendingWindowInDays(7)));
        return key;
    }

    private EncryptResponse encrypted(KeyMetadata key) {
        return lab.keys()
                .encrypt(request -> request.keyId(key.keyId()).plaintext(SECRET).encryptionContext(CONTEXT));
    }

    private DecryptResponse decrypted(KmsClient client, SdkBytes blob) {
        return client.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(CONTEXT));
    }

    @Test
    @Line("N.1")
    void aCiphertextKnowsItsKeyAndIsBoundToItsContext() {
        KeyMetadata key = key();
        EncryptResponse encrypted = encrypted(key);
        assertThat(encrypted.keyId()).isEqualTo(key.arn());
        DecryptResponse decrypted = decrypted(lab.keys(), encrypted.ciphertextBlob());
        assertThat(decrypted.plaintext()).isEqualTo(SECRET);
        assertThat(decrypted.keyId()).isEqualTo(key.arn());
        for (Map<String, String> other :
                List.of(Map.<String, String>of(), Map.of("tenant", "blue"), Map.of("tenant", "red", "endpoint", "e"))) {
            assertThat(Refusal.of(() -> lab.keys()
                                    .decrypt(request -> request.ciphertextBlob(encrypted.ciphertextBlob())
                                            .encryptionContext(other)))
                            .code())
                    .isEqualTo("InvalidCiphertextException");
        }
    }

    @Test
    @Line("N.2")
    void aDamagedCiphertextAndTheWrongKeyAreRefused() {
        EncryptResponse encrypted = encrypted(key());
        byte[] bytes = encrypted.ciphertextBlob().asByteArray();
        bytes[bytes.length - 1] ^= 1;
        assertThat(Refusal.of(() -> decrypted(lab.keys(), SdkBytes.fromByteArray(bytes)))
                        .code())
                .isEqualTo("InvalidCiphertextException");
        KeyMetadata other = key();
        assertThat(Refusal.of(() -> lab.keys()
                                .decrypt(request -> request.ciphertextBlob(encrypted.ciphertextBlob())
                                        .encryptionContext(CONTEXT)
                                        .keyId(other.keyId())))
                        .code())
                .isEqualTo("IncorrectKeyException");
        assertThat(Refusal.of(() -> lab.keys()
                                .encrypt(request -> request.keyId(other.keyId())
                                        .plaintext(SdkBytes.fromByteArray(new byte[4_097]))))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("N.3")
    void aDataKeyComesInTheClearAndEncrypted() {
        KeyMetadata key = key();
        GenerateDataKeyResponse made = lab.keys()
                .generateDataKey(request ->
                        request.keyId(key.arn()).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(decrypted(lab.keys(), made.ciphertextBlob()).plaintext()).isEqualTo(made.plaintext());
        SdkBytes later = lab.keys()
                .generateDataKeyWithoutPlaintext(request ->
                        request.keyId(key.arn()).keySpec(DataKeySpec.AES_128).encryptionContext(CONTEXT))
                .ciphertextBlob();
        assertThat(decrypted(lab.keys(), later).plaintext().asByteArray()).hasSize(16);
    }

    @Test
    @Line("N.4")
    void aKeyHasAliasesAndStates() {
        KeyMetadata key = key();
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.arn()).isEqualTo(lab.arn("kms", "key/" + key.keyId()));
        String alias = "alias/" + Lab.name("alias");
        lab.keys().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        lab.later(() -> lab.keys().deleteAlias(request -> request.aliasName(alias)));
        assertThat(lab.keys()
                        .describeKey(request -> request.keyId(alias))
                        .keyMetadata()
                        .keyId())
                .isEqualTo(key.keyId());
        assertThat(lab.keys().listAliases(request -> request.keyId(key.keyId())).aliases())
                .singleElement()
                .satisfies(listed -> assertThat(listed.aliasName()).isEqualTo(alias));
        assertThat(Refusal.of(() -> lab.keys().describeKey(request -> request.keyId("alias/sluice-contract-none"))))
                .isEqualTo(Refusal.of(
                        400,
                        "NotFoundException",
                        "Alias " + lab.arn("kms", "alias/sluice-contract-none") + " is not found."));
        SdkBytes blob = encrypted(key).ciphertextBlob();
        lab.keys().disableKey(request -> request.keyId(key.keyId()));
        assertThat(Refusal.of(() -> decrypted(lab.keys(), blob)))
                .isEqualTo(Refusal.of(400, "DisabledException", key.arn() + " is disabled."));
        lab.keys().enableKey(request -> request.keyId(key.keyId()));
        lab.keys().scheduleKeyDeletion(request -> request.keyId(key.keyId()).pendingWindowInDays(7));
        assertThat(Refusal.of(() -> decrypted(lab.keys(), blob)))
                .isEqualTo(Refusal.of(400, "KMSInvalidStateException", key.arn() + " is pending deletion."));
    }

    @Test
    @Line("N.5")
    void theKeyPolicyDecidesAndIamOnlyIfItLetsTheAccountIn() {
        KeyMetadata key = key();
        SdkBytes blob = encrypted(key).ciphertextBlob();
        String reader = lab.roleWith(
                "{\"AWS\":\"" + lab.account() + "\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\"" + key.arn() + "\"}");
        String nobody = lab.roleWith(
                "{\"AWS\":\"" + lab.account() + "\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"" + key.arn() + "\"}");
        try (KmsClient mayNot = lab.keysAs(nobody);
                KmsClient may = lab.keysAs(reader)) {
            Lab.soon()
                    .untilAsserted(
                            () -> assertThat(decrypted(may, blob).plaintext()).isEqualTo(SECRET));
            assertThat(Refusal.of(() -> decrypted(mayNot, blob)).code()).isEqualTo("AccessDeniedException");
            String owner = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + lab.account()
                    + ":root\"},\"NotAction\":\"kms:Decrypt\",\"Resource\":\"*\"}";
            lab.keys()
                    .putKeyPolicy(request -> request.keyId(key.keyId())
                            .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + owner + ",{\"Effect\":\"Allow\","
                                    + "\"Principal\":{\"AWS\":\"" + nobody
                                    + "\"},\"Action\":\"kms:Decrypt\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                                    + "{\"kms:EncryptionContext:tenant\":\"blue\"}}}]}"));
            Lab.soon()
                    .untilAsserted(() ->
                            assertThat(decrypted(mayNot, blob).plaintext()).isEqualTo(SECRET));
            Lab.soon()
                    .untilAsserted(() -> assertThat(
                                    Refusal.of(() -> decrypted(may, blob)).code())
                            .isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    @Line("N.6")
    void rotationIsSwitchedOnWithItsPeriod() {
        KeyMetadata key = key();
        lab.keys().enableKeyRotation(request -> request.keyId(key.keyId()).rotationPeriodInDays(90));
        var status = lab.keys().getKeyRotationStatus(request -> request.keyId(key.keyId()));
        assertThat(status.keyRotationEnabled()).isTrue();
        assertThat(status.rotationPeriodInDays()).isEqualTo(90);
    }
}
