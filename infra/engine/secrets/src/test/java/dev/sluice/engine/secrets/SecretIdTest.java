package dev.sluice.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names a secret in a request. */
class SecretIdTest {

    @TempDir
    Path folder;

    private Kernel kernel;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, new ManualTime());
        kernel.aws().register(new SecretsService(kernel, Vault.in(folder)));
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private JsonNode call(String operation, String input) {
        return kernel.aws().call(Caller.root(Settings.DEFAULT_ACCOUNT), "secretsmanager", operation, (ObjectNode)
                Json.parseTrusted(input.replace('\'', '"')));
    }

    private String error(String operation, String input) {
        try {
            return "no error: " + call(operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DeleteSecret",
                "DescribeSecret",
                "RestoreSecret",
                "UpdateSecret",
                "GetSecretValue",
                "PutSecretValue",
                "ListSecretVersionIds",
                "UpdateSecretVersionStage",
                "TagResource",
                "UntagResource",
                "PutResourcePolicy",
                "GetResourcePolicy",
                "DeleteResourcePolicy"
            })
    void whatIsNeitherANameNorTheArnOfASecretIsRefusedByEachOperation(String operation) {
        String more = ",'ForceDeleteWithoutRecovery':true,'SecretString':'s','VersionStage':'AWSCURRENT',"
                + "'ResourcePolicy':'{}','Tags':[],'TagKeys':[]}";
        for (String id : new String[] {
            "a b?",
            "a:b",
            "arn:aws:s3:::bucket",
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:",
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:a b",
            "arn:aws:secretsmanager:us-east-1:0000:secret:a"
        }) {
            assertThat(error(operation, "{'SecretId':'" + id + "'" + more))
                    .as(id)
                    .startsWith("ValidationException: Invalid name. Must be a valid name containing alphanumeric");
        }
    }

    @Test
    void aBatchReportsAMalformedIdBesideTheOthersValues() {
        call("CreateSecret", "{'Name':'a','SecretString':'one'}");
        JsonNode answer = call("BatchGetSecretValue", "{'SecretIdList':['a','a b?']}");
        assertThat(answer.path("SecretValues")).hasSize(1);
        assertThat(answer.path("Errors").findValuesAsText("ErrorCode")).containsExactly("ValidationException");
    }
}
