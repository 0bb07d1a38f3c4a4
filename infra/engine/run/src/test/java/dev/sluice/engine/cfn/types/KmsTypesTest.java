package dev.sluice.engine.cfn.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and aliases in templates: the same at every start, scheduled for deletion when they are dropped. */
class KmsTypesTest {

    private static final String KEY = """
            Resources:
              Key:
                Type: AWS::KMS::Key
                Properties:
                  Description: %s
                  EnableKeyRotation: true
                  PendingWindowInDays: 7
                  Tags: [{Key: k, Value: v}]
                  KeyPolicy:
                    Statement:
                      - {Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, Action: kms:*, Resource: '*'}
              Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/app, TargetKeyId: !GetAtt Key.Arn}}
              Other: {Type: AWS::SQS::Queue}
            Outputs:
              Id: {Value: !Ref Key}
              KeyId: {Value: !GetAtt Key.KeyId}
              Arn: {Value: !GetAtt Key.Arn}
              Alias: {Value: !Ref Alias}
            """;

    @TempDir
    Path folder;

    private Map<String, String> outputs(String template, boolean prune) throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), template);
        Settings settings =
                new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder.resolve("data"), true);
        try (Engine engine = Engine.start(new Options(settings, 0, Optional.of(file), Map.of(), prune, true))) {
            Map<String, String> outputs = new HashMap<>();
            engine.stacks().forEach(stack -> stack.outputs().forEach(out -> outputs.put(out.key(), out.value())));
            return outputs;
        }
    }

    @Test
    void aKeyStaysTheSameAtEveryStartAndFollowsTheTemplate() throws IOException {
        Map<String, String> first = outputs(KEY.formatted("one"), false);
        assertThat(first.get("Arn")).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + first.get("Id"));
        assertThat(first.get("KeyId")).isEqualTo(first.get("Id"));
        assertThat(first.get("Alias")).isEqualTo("alias/app");
        assertThat(outputs(KEY.formatted("two"), false)).isEqualTo(first);
    }

    @Test
    void aKeyIsNotDroppedWithoutBeingAsked() throws IOException {
        Map<String, String> first = outputs(KEY.formatted("one"), false);
        String without = "Resources:\n  Other: {Type: AWS::SQS::Queue}\n";
        assertThat(catchThrowableOfType(TemplateException.class, () -> outputs(without, false)))
                .hasMessageContaining("Key (AWS::KMS::Key) " + first.get("Id")
                        + " holds the key to what was encrypted with it, and the template no longer has it");
        outputs(without, true);
        assertThat(outputs(KEY.formatted("one"), false).get("Id"))
                .as("one that is pending deletion does not take the place of a new one")
                .isNotEqualTo(first.get("Id"));
    }

    @Test
    void aKeyOfAnotherKindIsRefusedWithItsProperty() {
        assertThat(catchThrowableOfType(
                        TemplateException.class,
                        () -> outputs(
                                KEY.formatted("d").replace("PendingWindowInDays: 7", "KeySpec: RSA_2048"), false)))
                .hasMessageContaining("/Resources/Key/Properties/KeySpec must be SYMMETRIC_DEFAULT, and is RSA_2048");
    }
}
