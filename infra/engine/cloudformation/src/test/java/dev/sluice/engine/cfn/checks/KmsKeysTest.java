package dev.sluice.engine.cfn.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.request.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KmsKeysTest {

    private static List<String> problems(String properties) {
        return KmsKeys.problems(Json.parseTrusted(properties), "/Resources/R/Properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"KmsKeyIdentifier\":\"alias/x\"}",
                "{\"KmsKeyId\":\"arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab\"}",
                "{\"KmsMasterKeyId\":\"1234abcd-12ab-34cd-56ef-1234567890ab\"}",
                "{\"SSESpecification\":{\"KMSMasterKeyId\":\"alias/x\"}}"
            })
    void aKeyOfOnesOwnIsAProblem(String properties) {
        assertThat(problems(properties))
                .singleElement()
                .asString()
                .startsWith("/Resources/R/Properties/")
                .contains("does not use keys of KMS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"KmsKeyIdentifier\":\"\"}",
                "{\"KmsMasterKeyId\":\"alias/aws/sqs\"}",
                "{\"KmsKeyId\":\"arn:aws:kms:us-east-1:000000000000:alias/aws/secretsmanager\"}"
            })
    void aKeyThatAwsManagesIsNone(String properties) {
        assertThat(problems(properties)).isEmpty();
    }

    @Test
    void whatAPolicySaysOfKeysIsNotAKeyOfTheResource() {
        assertThat(problems("{\"A\":{\"B\":{\"KmsKeyId\":\"x\"}}}")).isEmpty();
    }
}
