package dev.sluice.engine.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * KMS's operations as the root of an account calls them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html">Operations</a>
 */
class KmsTest extends KmsBench {

    @Test
    void whatAKeyEncryptedItDecryptsWithoutBeingNamed() {
        String key = key("'Description':'d'");
        String blob = encrypted(key, "");
        JsonNode answer = call(OWNER, "Decrypt", decryption(blob, ""));
        assertThat(answer.path("Plaintext").asText()).isEqualTo(base64("secret"));
        assertThat(answer.path("KeyId").asText()).isEqualTo("arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + key);
        assertThat(answer.path("EncryptionAlgorithm").asText()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(encrypted(key, ""))
                .as("each encryption has a nonce of its own")
                .isNotEqualTo(blob);
    }

    @Test
    void theEncryptionContextIsBoundWhateverItsOrder() {
        String key = key("");
        String blob = encrypted(key, "'tenant':'a','endpoint':'e'");
        assertThat(call(OWNER, "Decrypt", decryption(blob, "'endpoint':'e','tenant':'a'"))
                        .path("Plaintext")
                        .asText())
                .isEqualTo(base64("secret"));
        for (String other :
                new String[] {"", "'tenant':'a'", "'tenant':'b','endpoint':'e'", "'tenant':'aendpoint','e':''"}) {
            assertThat(error(OWNER, "Decrypt", decryption(blob, other))).startsWith("InvalidCiphertextException");
        }
    }

    @Test
    void aDamagedCiphertextAndAnotherKeyAreRefused() {
        String key = key("");
        String blob = encrypted(key, "");
        byte[] bytes = Base64.getDecoder().decode(blob);
        for (int at : new int[] {0, 18, 20, 25, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            assertThat(error(OWNER, "Decrypt", decryption(Base64.getEncoder().encodeToString(damaged), "")))
                    .as("byte %s", at)
                    .startsWith("InvalidCiphertextException");
        }
        bytes[3] ^= 1;
        assertThat(error(OWNER, "Decrypt", decryption(Base64.getEncoder().encodeToString(bytes), "")))
                .startsWith(
                        "AccessDeniedException: The ciphertext refers to a customer master key that does not exist");
        assertThat(error(OWNER, "Decrypt", decryption("AQ==", ""))).startsWith("InvalidCiphertextException");
        assertThat(error(OWNER, "Decrypt", "{'CiphertextBlob':'" + blob + "','KeyId':'" + key("") + "'}"))
                .startsWith("IncorrectKeyException");
    }

    @Test
    void aDataKeyComesInTheClearAndEncrypted() {
        String key = key("");
        String input = "{'KeyId':'" + key + "','KeySpec':'AES_256','EncryptionContext':{'t':'a'}}";
        JsonNode answer = call(OWNER, "GenerateDataKey", input);
        String plain = answer.path("Plaintext").asText();
        assertThat(Base64.getDecoder().decode(plain)).hasSize(32);
        assertThat(call(
                                OWNER,
                                "Decrypt",
                                decryption(answer.path("CiphertextBlob").asText(), "'t':'a'"))
                        .path("Plaintext")
                        .asText())
                .isEqualTo(plain);
        JsonNode without = call(OWNER, "GenerateDataKeyWithoutPlaintext", "{'KeyId':'" + key + "','NumberOfBytes':64}");
        assertThat(without.has("Plaintext")).isFalse();
        String later = call(
                        OWNER,
                        "Decrypt",
                        decryption(without.path("CiphertextBlob").asText(), ""))
                .path("Plaintext")
                .asText();
        assertThat(Base64.getDecoder().decode(later)).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GenerateDataKey|'NumberOfBytes':1025|ValidationException",
                "GenerateDataKey|'KeySpec':'AES_1'|ValidationException",
                "GenerateDataKey|'KeySpec':'AES_256','NumberOfBytes':1|ValidationException",
                "GenerateDataKey|'X':1|ValidationException",
                "Encrypt|'Plaintext':''|ValidationException",
                "Encrypt|'Plaintext':'!'|SerializationException",
                "Encrypt|'Plaintext':'AA==','EncryptionContext':[]|SerializationException",
                "Encrypt|'Plaintext':'AA==','EncryptionAlgorithm':'RSAES_OAEP_SHA_1'|InvalidKeyUsageException",
                "Encrypt|'Plaintext':'AA==','DryRun':true|DryRunOperationException"
            })
    void anInputThatIsNotGoodIsNamed(String operation, String input, String code) {
        assertThat(error(OWNER, operation, "{'KeyId':'" + key("") + "'," + input + "}"))
                .startsWith(code);
    }

    @Test
    void aPlaintextHasAtMost4096Bytes() {
        String key = key("");
        String most = Base64.getEncoder().encodeToString(new byte[4_096]);
        String more = Base64.getEncoder().encodeToString(new byte[4_097]);
        assertThat(error(OWNER, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'" + most + "'}"))
                .startsWith("no error");
        assertThat(error(OWNER, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'" + more + "'}"))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 4096");
    }

    @Test
    void aKeyIsNamedByIdArnAliasOrAliasArn() {
        String key = key("");
        call(OWNER, "CreateAlias", "{'AliasName':'alias/a/b','TargetKeyId':'" + key + "'}");
        String arn = "arn:aws:kms:us-east-1:" + ACCOUNT + ":";
        for (String name : new String[] {key, arn + "key/" + key, "alias/a/b", arn + "alias/a/b"}) {
            assertThat(call(OWNER, "DescribeKey", "{'KeyId':'" + name + "'}")
                            .path("KeyMetadata")
                            .path("KeyId")
                            .asText())
                    .isEqualTo(key);
        }
        assertThat(error(OWNER, "DescribeKey", "{'KeyId':'alias/none'}"))
                .isEqualTo("NotFoundException: Alias " + arn + "alias/none is not found.");
        assertThat(error(OWNER, "DescribeKey", "{'KeyId':'none'}"))
                .isEqualTo("NotFoundException: Key '" + arn + "key/none' does not exist");
        assertThat(error(OWNER, "DescribeKey", "{'KeyId':'arn:aws'}")).startsWith("NotFoundException");
    }

    @Test
    void anAliasGetsAnotherKeyAndWhatTheFirstEncryptedStillOpens() {
        String first = key("");
        call(OWNER, "CreateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + first + "'}");
        String blob = encrypted("alias/a", "");
        assertThat(error(OWNER, "CreateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + first + "'}"))
                .startsWith("AlreadyExistsException");
        String second = key("");
        call(OWNER, "UpdateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + second + "'}");
        assertThat(call(OWNER, "ListAliases", "{'KeyId':'" + second + "'}")
                        .path("Aliases")
                        .path(0)
                        .path("AliasName")
                        .asText())
                .isEqualTo("alias/a");
        assertThat(error(OWNER, "Decrypt", decryption(blob, ""))).startsWith("no error");
        call(OWNER, "DeleteAlias", "{'AliasName':'alias/a'}");
        assertThat(call(OWNER, "ListAliases", "{}").path("Aliases")).isEmpty();
        assertThat(error(OWNER, "DeleteAlias", "{'AliasName':'alias/a'}")).startsWith("NotFoundException");
        assertThat(error(OWNER, "CreateAlias", "{'AliasName':'a','TargetKeyId':'x'}"))
                .startsWith("ValidationException");
        assertThat(error(OWNER, "CreateAlias", "{'AliasName':'alias/aws/x','TargetKeyId':'x'}"))
                .startsWith("NotAuthorizedException");
    }

    @Test
    void aDisabledKeyAndOneThatIsPendingDeletionDoNothing() {
        String key = key("");
        String arn = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + key;
        String blob = encrypted(key, "");
        call(OWNER, "DisableKey", "{'KeyId':'" + key + "'}");
        assertThat(error(OWNER, "Decrypt", decryption(blob, "")))
                .isEqualTo("DisabledException: " + arn + " is disabled.");
        call(OWNER, "EnableKey", "{'KeyId':'" + key + "'}");
        call(OWNER, "ScheduleKeyDeletion", "{'KeyId':'" + key + "','PendingWindowInDays':7}");
        assertThat(error(OWNER, "Decrypt", decryption(blob, "")))
                .isEqualTo("KMSInvalidStateException: " + arn + " is pending deletion.");
        call(OWNER, "CancelKeyDeletion", "{'KeyId':'" + key + "'}");
        call(OWNER, "EnableKey", "{'KeyId':'" + key + "'}");
        assertThat(error(OWNER, "Decrypt", decryption(blob, ""))).startsWith("no error");
        call(OWNER, "ScheduleKeyDeletion", "{'KeyId':'" + key + "','PendingWindowInDays':7}");
        time.advance(Duration.ofDays(7));
        assertThat(error(OWNER, "DescribeKey", "{'KeyId':'" + key + "'}")).startsWith("NotFoundException");
        assertThat(error(OWNER, "Decrypt", decryption(blob, ""))).startsWith("AccessDeniedException");
        assertThat(call(OWNER, "ListKeys", "{}").path("Keys")).isEmpty();
    }

    @Test
    void aKeyThatRotatesEncryptsWithNewMaterialAndOpensWhatIsOlder() {
        String key = key("");
        String old = encrypted(key, "");
        call(OWNER, "EnableKeyRotation", "{'KeyId':'" + key + "','RotationPeriodInDays':90}");
        assertThat(call(OWNER, "GetKeyRotationStatus", "{'KeyId':'" + key + "'}")
                        .path("KeyRotationEnabled")
                        .asBoolean())
                .isTrue();
        time.advance(Duration.ofDays(90));
        String fresh = encrypted(key, "");
        assertThat(Base64.getDecoder().decode(old)[20]).isZero();
        assertThat(Base64.getDecoder().decode(fresh)[20]).isEqualTo((byte) 1);
        for (String blob : new String[] {old, fresh}) {
            assertThat(call(OWNER, "Decrypt", decryption(blob, ""))
                            .path("Plaintext")
                            .asText())
                    .isEqualTo(base64("secret"));
        }
        assertThat(error(OWNER, "EnableKeyRotation", "{'KeyId':'" + key + "','RotationPeriodInDays':1}"))
                .startsWith("ValidationException");
    }

    @Test
    void keysAreThereAfterARestartAndTheirMaterialIsNowhereInTheClear() throws Exception {
        String key = key("'Tags':[{'TagKey':'k','TagValue':'v'}]");
        String blob = encrypted(key, "");
        close();
        open();
        assertThat(call(OWNER, "Decrypt", decryption(blob, ""))
                        .path("Plaintext")
                        .asText())
                .isEqualTo(base64("secret"));
        assertThat(call(OWNER, "ListResourceTags", "{'KeyId':'" + key + "'}")
                        .path("Tags")
                        .path(0)
                        .path("TagValue")
                        .asText())
                .isEqualTo("v");
        close();
        Files.delete(folder.resolve("secrets.key"));
        open();
        assertThat(catchFailure(blob)).hasMessageContaining("a sealed value does not open");
    }

    private RuntimeException catchFailure(String blob) {
        return org.assertj.core.api.Assertions.catchRuntimeException(
                () -> call(OWNER, "Decrypt", decryption(blob, "")));
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 3; i++) {
            key("");
        }
        JsonNode page = call(OWNER, "ListKeys", "{'Limit':2}");
        assertThat(page.path("Keys")).hasSize(2);
        assertThat(page.path("Truncated").asBoolean()).isTrue();
        JsonNode rest = call(
                OWNER,
                "ListKeys",
                "{'Limit':2,'Marker':'" + page.path("NextMarker").asText() + "'}");
        assertThat(rest.path("Keys")).hasSize(1);
        assertThat(rest.path("Truncated").asBoolean()).isFalse();
    }
}
