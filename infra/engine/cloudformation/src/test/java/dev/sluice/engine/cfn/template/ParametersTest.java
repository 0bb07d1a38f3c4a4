package dev.sluice.engine.cfn.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.cfn.Recorder;
import dev.sluice.engine.cfn.Stacks;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.engine.testing.TestKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ParametersTest {

    @TempDir
    Path folder;

    private final Recorder things = new Recorder();
    private Kernel kernel;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder.resolve("data"), new ManualTime());
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private void apply(String parameter, String text, Map<String, String> given) throws IOException {
        String template =
                "{\"Parameters\": {\"P\": " + parameter + "}, \"Resources\": {\"T\": {\"Type\": \"Test::Thing\","
                        + " \"Properties\": {\"Text\": " + text + "}}}}";
        new Stacks(kernel, TypeTable.of(List.of(things), Set.of()))
                .apply(Files.writeString(folder.resolve("t.json"), template), given);
    }

    private Object text() {
        return things.values.get("T").get("Text");
    }

    @Test
    void aGivenValueWinsOverTheDefault() throws IOException {
        apply("{\"Type\": \"String\", \"Default\": \"d\"}", "{\"Ref\": \"P\"}", Map.of());
        assertThat(text()).isEqualTo("d");
        apply("{\"Type\": \"String\", \"Default\": \"d\"}", "{\"Ref\": \"P\"}", Map.of("P", "g"));
        assertThat(text()).isEqualTo("g");
    }

    @Test
    void aListParameterIsAList() throws IOException {
        apply(
                "{\"Type\": \"CommaDelimitedList\", \"Default\": \"a, b\"}",
                "{\"Fn::Select\": [1, {\"Ref\": \"P\"}]}",
                Map.of());
        assertThat(text()).isEqualTo("b");
    }

    @Test
    void eachConstraintIsChecked() {
        Map.of(
                        "{\"Type\": \"Number\", \"Default\": \"x\"}", "must be a number",
                        "{\"Type\": \"Number\", \"Default\": 1, \"MinValue\": 2}", "must be at least 2",
                        "{\"Type\": \"Number\", \"Default\": 5, \"MaxValue\": 4}", "must be at most 4",
                        "{\"Type\": \"String\", \"Default\": \"a\", \"MinLength\": 2}",
                                "must have at least 2 characters",
                        "{\"Type\": \"String\", \"Default\": \"abc\", \"MaxLength\": 2}",
                                "must have at most 2 characters",
                        "{\"Type\": \"String\", \"Default\": \"a\", \"AllowedValues\": [\"b\"]}",
                                "must be one of [\"b\"]",
                        "{\"Type\": \"String\", \"Default\": \"a\", \"AllowedPattern\": \"[0-9]+\"}",
                                "must match [0-9]+",
                        "{\"Type\": \"Colour\", \"Default\": \"a\"}", "is not a parameter type: Colour",
                        "{\"Type\": \"String\", \"Default\": \"a\", \"Colour\": 1}",
                                "/Parameters/P/Colour is not a member")
                .forEach((parameter, problem) -> assertThatThrownBy(() -> apply(parameter, "\"x\"", Map.of()))
                        .as(parameter)
                        .hasMessageContaining(problem));
    }

    @Test
    void aValueForNoParameterIsAnError() {
        assertThatThrownBy(() -> apply("{\"Type\": \"String\", \"Default\": \"d\"}", "\"x\"", Map.of("Q", "g")))
                .hasMessage("/Parameters has no parameter named Q, for which a value is given");
    }

    @Test
    void theValueOfANoEchoParameterIsNeverShown() {
        assertThatThrownBy(() -> apply(
                        "{\"Type\": \"String\", \"NoEcho\": true}",
                        "{\"Fn::GetAtt\": [\"T\", {\"Ref\": \"P\"}]}",
                        Map.of("P", "hunter2")))
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> apply(
                        "{\"Type\": \"String\", \"NoEcho\": true, \"MinLength\": 99}", "\"x\"", Map.of("P", "hunter2")))
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> apply(
                        "{\"Type\": \"String\", \"NoEcho\": true}",
                        "{\"Fn::Select\": [{\"Ref\": \"P\"}, [\"x\"]]}",
                        Map.of("P", "hunter2")))
                .hasMessageContaining("selects element **** of a list");
    }

    @Test
    void cdksBootstrapVersionNeedsNoParameterStore() throws IOException {
        String template = "{\"Parameters\": {\"BootstrapVersion\": {\"Type\": \"AWS::SSM::Parameter::Value<String>\","
                + " \"Default\": \"/cdk-bootstrap/hnb659fds/version\"}}, \"Rules\": {\"CheckBootstrapVersion\": {}},"
                + " \"Resources\": {\"T\": {\"Type\": \"Test::Thing\"}}}";
        new Stacks(kernel, TypeTable.of(List.of(things), Set.of()))
                .apply(Files.writeString(folder.resolve("t.json"), template), Map.of());
        assertThat(things.log).containsExactly("put T");
    }

    @Test
    void secretsAreFetchedWhereTheyAreReferredTo() throws IOException {
        StandIn secrets = new StandIn("secretsmanager")
                .on(
                        "GetSecretValue",
                        input -> dev.sluice.engine.request.Json.object()
                                .put(
                                        "SecretString",
                                        "{\"user\": \"" + input.path("SecretId").asText() + "\", \"pin\": 7}"));
        kernel.aws().register(secrets);
        String arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:shop-Ab12Cd";
        apply(
                "{\"Type\": \"String\", \"Default\": \"\"}",
                "\"{{resolve:secretsmanager:shop:SecretString:user}}\"",
                Map.of());
        assertThat(text()).isEqualTo("shop");
        apply(
                "{\"Type\": \"String\", \"Default\": \"\"}",
                "{\"Fn::Join\": [\"\", [\"<{{resolve:secretsmanager:\", \"" + arn
                        + "\", \":SecretString:user::}}>\"]]}",
                Map.of());
        assertThat(text()).isEqualTo("<" + arn + ">");
        apply("{\"Type\": \"String\", \"Default\": \"\"}", "\"{{resolve:secretsmanager:s}}\"", Map.of());
        assertThat(text()).isEqualTo("{\"user\": \"s\", \"pin\": 7}");
        assertThatThrownBy(() -> apply(
                        "{\"Type\": \"String\", \"Default\": \"\"}",
                        "\"{{resolve:secretsmanager:shop:SecretString:colour}}\"",
                        Map.of()))
                .hasMessageContaining(
                        "/Resources/T/Properties/Text refers to shop:SecretString:colour, which has no member colour");
        assertThatThrownBy(() ->
                        apply("{\"Type\": \"String\", \"Default\": \"\"}", "\"{{resolve:ssm:/shop/size}}\"", Map.of()))
                .hasMessageContaining("refers to ssm:/shop/size: UnknownOperationException");
    }
}
