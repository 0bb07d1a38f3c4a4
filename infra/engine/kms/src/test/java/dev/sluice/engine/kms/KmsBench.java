package dev.sluice.engine.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.iam.IamService;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.PolicyAccess;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** KMS with policies executed, and keys for tests. */
abstract class KmsBench {

    static final String ACCOUNT = Settings.DEFAULT_ACCOUNT;
    static final Caller OWNER = Caller.root(ACCOUNT);

    @TempDir
    Path folder;

    final ManualTime time = new ManualTime();
    private Store store;
    Aws aws;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        aws = new Aws();
        Settings settings = new Settings(ACCOUNT, "us-east-1", folder, true);
        PolicyAccess access = new PolicyAccess(settings, store, time::now);
        Kernel kernel = new Kernel(settings, store, time, Ids.random(), access, aws);
        aws.register(new KmsService(kernel, Vault.in(folder)));
        aws.register(new IamService(kernel, access, LocalCredentials.in(folder)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    JsonNode call(Caller caller, String operation, String input) {
        return aws.call(caller, "kms", operation, (ObjectNode) Json.parseTrusted(input.replace('\'', '"')));
    }

    String error(Caller caller, String operation, String input) {
        try {
            return "no error: " + call(caller, operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    String key(String more) {
        return call(OWNER, "CreateKey", "{" + more + "}")
                .path("KeyMetadata")
                .path("KeyId")
                .asText();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String encrypted(String key, String context) {
        return call(
                        OWNER,
                        "Encrypt",
                        "{'KeyId':'" + key + "','Plaintext':'" + base64("secret") + "','EncryptionContext':{" + context
                                + "}}")
                .path("CiphertextBlob")
                .asText();
    }

    static String decryption(String blob, String context) {
        return "{'CiphertextBlob':'" + blob + "','EncryptionContext':{" + context + "}}";
    }
}
