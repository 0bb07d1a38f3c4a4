package dev.sluice.engine.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.testing.ManualTime;
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

final class StacksTest {

    @TempDir
    Path folder;

    private final Recorder things = new Recorder();
    private Kernel kernel;
    private Stacks stacks;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder.resolve("data"), new ManualTime());
        stacks = new Stacks(kernel, TypeTable.of(List.of(things), Set.of("AWS::CloudWatch::Alarm")));
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private StackRecord apply(String template) {
        return apply(template, Map.of());
    }

    private StackRecord apply(String template, Map<String, String> parameters) {
        return stacks.apply(file("Shop.template.json", template), parameters).get(0);
    }

    private Path file(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String thing(String properties) {
        return "{\"Type\": \"Test::Thing\", \"Properties\": {" + properties + "}}";
    }

    private static String one(String value) {
        return "{\"Resources\": {\"A\": " + thing("\"Name\": \"a\"") + ", \"T\": " + thing("\"Text\": " + value) + "}}";
    }

    private Object text() {
        return things.values.get("T").get("Text");
    }

    @Test
    void resourcesAreMadeAfterWhatTheyReferToOrDependOn() {
        apply("{\"Resources\": {"
                + "\"C\": " + thing("\"Text\": {\"Fn::GetAtt\": [\"B\", \"Arn\"]}") + ","
                + "\"B\": {\"Type\": \"Test::Thing\", \"DependsOn\": \"A\"},"
                + "\"A\": " + thing("\"Name\": \"a\"") + "}}");
        assertThat(things.log).containsExactly("put A", "put B", "put C");
    }

    @Test
    void eachFunctionGivesItsValue() {
        Map<String, String> cases = Map.ofEntries(
                Map.entry("{\"Ref\": \"A\"}", "a"),
                Map.entry("{\"Fn::GetAtt\": [\"A\", \"Arn\"]}", "arn:aws:test:us-east-1:000000000000:a"),
                Map.entry("{\"Fn::GetAtt\": \"A.Deep.Attribute\"}", "deep"),
                Map.entry(
                        "{\"Fn::Join\": [\"-\", [\"x\", {\"Ref\": \"A\"}, {\"Ref\": \"AWS::NoValue\"}, 7]]}", "x-a-7"),
                Map.entry(
                        "{\"Fn::Sub\": \"${A}/${A.Arn}/${!A}/${AWS::Region}\"}",
                        "a/arn:aws:test:us-east-1:000000000000:a/${A}/us-east-1"),
                Map.entry("{\"Fn::Sub\": [\"${X}$${A}\", {\"X\": {\"Ref\": \"AWS::Partition\"}}]}", "aws$a"),
                Map.entry("{\"Fn::Select\": [\"1\", {\"Fn::Split\": [\",\", \"p,q,r\"]}]}", "q"),
                Map.entry("{\"Fn::Select\": [2, {\"Fn::GetAZs\": \"\"}]}", "us-east-1c"),
                Map.entry("{\"Fn::Base64\": {\"Ref\": \"A\"}}", "YQ=="),
                Map.entry("{\"Ref\": \"AWS::AccountId\"}", "000000000000"),
                Map.entry("{\"Ref\": \"AWS::StackName\"}", "Shop"),
                Map.entry("{\"Ref\": \"AWS::URLSuffix\"}", "amazonaws.com"),
                Map.entry("12345678901234567890", "12345678901234567890"),
                Map.entry("true", "true"));
        cases.forEach((value, expected) -> {
            apply(one(value));
            assertThat(text()).as(value).isEqualTo(expected);
        });
    }

    @Test
    void conditionsChooseBranchesAndResources() {
        String template = "{\"Parameters\": {\"Stage\": {\"Type\": \"String\", \"Default\": \"dev\"}},"
                + "\"Conditions\": {\"Live\": {\"Fn::Equals\": [{\"Ref\": \"Stage\"}, \"live\"]},"
                + "\"Dev\": {\"Fn::Not\": [{\"Condition\": \"Live\"}]},"
                + "\"Both\": {\"Fn::And\": [{\"Condition\": \"Live\"}, {\"Condition\": \"Dev\"}]},"
                + "\"Any\": {\"Fn::Or\": [{\"Condition\": \"Live\"}, {\"Condition\": \"Dev\"}]}},"
                + "\"Resources\": {"
                + "\"OnlyLive\": {\"Type\": \"Test::Thing\", \"Condition\": \"Live\"},"
                + "\"Never\": {\"Type\": \"Test::Thing\", \"Condition\": \"Both\"},"
                + "\"Always\": {\"Type\": \"Test::Thing\", \"Condition\": \"Any\", \"DependsOn\": [\"OnlyLive\"]},"
                + "\"T\": "
                + thing("\"Text\": {\"Fn::If\": [\"Live\", {\"Ref\": \"OnlyLive\"}, \"none\"]},"
                        + "\"Nested\": {\"Fn::If\": [\"Live\", {\"Inner\": \"x\"}, {\"Ref\": \"AWS::NoValue\"}]}")
                + "}}";
        apply(template);
        assertThat(things.values.keySet()).containsExactlyInAnyOrder("Always", "T");
        assertThat(things.values.get("T")).containsEntry("Text", "none").doesNotContainKey("Nested");
        apply(template, Map.of("Stage", "live"));
        assertThat(things.values.keySet()).containsExactlyInAnyOrder("Always", "T", "OnlyLive");
        assertThat(things.values.get("T")).containsEntry("Nested", "x");
        assertThat(text().toString()).startsWith("Shop-OnlyLive-");
    }

    @Test
    void mappingsAreLookedUp() {
        apply(
                "{\"Mappings\": {\"M\": {\"us-east-1\": {\"size\": 3, \"zones\": [\"p\", \"q\"]}}},\"Resources\": {\"T\": "
                        + thing("\"Text\": {\"Fn::FindInMap\": [\"M\", {\"Ref\": \"AWS::Region\"}, \"size\"]},"
                                + "\"List\": {\"Fn::FindInMap\": [\"M\", \"us-east-1\", \"zones\"]}")
                        + "}}");
        assertThat(things.values.get("T")).containsEntry("Text", "3").containsEntry("List", List.of("p", "q"));
    }

    @Test
    void everyProblemIsToldAtOnceAndNothingIsMade() {
        assertThatThrownBy(() -> apply("{\"Parameters\": {\"Missing\": {\"Type\": \"String\"}},"
                        + "\"Hooks\": {}, \"Resources\": {\"A\": {\"Type\": \"Test::Thing\"}}}"))
                .hasMessage("/Hooks is a section that the engine does not support");
        assertThatThrownBy(() -> apply("{\"Parameters\": {\"Missing\": {\"Type\": \"String\"}},"
                        + "\"Resources\": {"
                        + "\"Cluster\": {\"Type\": \"AWS::EKS::Cluster\"},"
                        + "\"A\": " + thing("\"Text\": {\"Ref\": \"Nowhere\"}") + ","
                        + "\"B\": {\"Type\": \"Test::Thing\", \"DependsOn\": \"Gone\", \"CreationPolicy\": {}}}}"))
                .hasMessage("""
                        /Parameters/Missing has no default; give it a value
                        /Resources/Cluster has the type AWS::EKS::Cluster, which the engine does not support
                        /Resources/A/Properties/Text/Ref refers to Nowhere, which does not exist
                        /Resources/B/CreationPolicy is a resource attribute that the engine does not support
                        /Resources/B/DependsOn names Gone, which does not exist""");
        assertThat(things.log).isEmpty();
    }

    @Test
    void aCycleIsNamed() {
        assertThatThrownBy(() -> apply("{\"Resources\": {"
                        + "\"A\": " + thing("\"Text\": {\"Ref\": \"B\"}") + ","
                        + "\"B\": " + thing("\"Text\": {\"Fn::Sub\": \"${A.Arn}\"}") + "}}"))
                .hasMessage("/Resources depend on each other in a circle: A -> B -> A");
    }

    @Test
    void propertiesThatNobodyReadsAreErrorsOfEveryResource() {
        assertThatThrownBy(() -> apply("{\"Resources\": {"
                        + "\"A\": " + thing("\"Colour\": 1, \"Nested\": {\"Inner\": \"x\", \"Shape\": {}}") + ","
                        + "\"B\": " + thing("\"Size\": 2") + ","
                        + "\"C\": " + thing("\"Text\": {\"Ref\": \"A\"}") + "}}"))
                .hasMessage("""
                        A (Test::Thing): /Resources/A/Properties/Colour is a property that the engine does not support
                        A (Test::Thing): /Resources/A/Properties/Nested/Shape is a property that the engine does not support
                        B (Test::Thing): /Resources/B/Properties/Size is a property that the engine does not support""");
    }

    @Test
    void functionsOfOtherMachinesAreErrors() {
        assertThatThrownBy(() -> apply(one("{\"Fn::Cidr\": [\"10.0.0.0/16\", 2]}")))
                .hasMessageContaining(
                        "/Resources/T/Properties/Text/Fn::Cidr is a function that the engine does not support");
        assertThatThrownBy(() -> apply(one("{\"Fn::GetAtt\": [\"A\", \"Colour\"]}")))
                .hasMessageContaining("asks for the attribute Colour of A, which has Arn, Deep.Attribute");
    }

    @Test
    void whatTheTemplateDropsIsRemovedLastMadeFirstUnlessItIsToBeKept() {
        apply("{\"Resources\": {"
                + "\"A\": " + thing("\"Name\": \"a\"") + ","
                + "\"B\": " + thing("\"Name\": \"b\", \"Text\": {\"Ref\": \"A\"}") + ","
                + "\"Kept\": {\"Type\": \"Test::Thing\", \"DeletionPolicy\": \"Retain\"},"
                + "\"C\": " + thing("\"Name\": \"c\"") + "}}");
        things.log.clear();
        apply("{\"Resources\": {\"C\": " + thing("\"Name\": \"c2\"") + "}}");
        assertThat(things.log).containsExactly("put C", "remove c", "remove b", "remove a");
        assertThat(stacks.memory().resources("Shop"))
                .extracting(ResourceRecord::physicalId)
                .containsExactly("c2");
    }

    @Test
    void theMemoryOfAStackSurvivesARestart() {
        String id = apply("{\"Resources\": {\"A\": " + thing("\"Name\": \"a\"") + ",\"B\": " + thing("\"Name\": \"b\"")
                        + "}}")
                .id();
        kernel.store().close();
        open();
        things.log.clear();
        StackRecord again = apply("{\"Resources\": {\"A\": " + thing("\"Name\": \"a\"") + "}}");
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(things.log).containsExactly("put A", "remove b");
    }

    @Test
    void aFailedResourceStopsOnlyWhatDependsOnItAndCanBeRepaired() {
        assertThatThrownBy(() -> apply("{\"Resources\": {"
                        + "\"A\": " + thing("\"Text\": \"refuse\"") + ","
                        + "\"B\": " + thing("\"Text\": {\"Ref\": \"A\"}") + ","
                        + "\"C\": " + thing("\"Name\": \"c\"") + "}}"))
                .hasMessage("A (Test::Thing): /Resources/A/Properties/Text is refused");
        assertThat(things.log).containsExactly("put C");
        assertThat(stacks.memory().find("Shop").orElseThrow().status()).isEqualTo("CREATE_FAILED");
        apply("{\"Resources\": {\"A\": " + thing("\"Text\": \"fine\"") + "}}");
        assertThat(things.log).containsExactly("put C", "put A", "remove c");
    }

    @Test
    void typesWithoutLocalMeaningAreListedAndNotResolved() {
        StackRecord stack = apply("{\"Resources\": {\"Late\": {\"Type\": \"AWS::CloudWatch::Alarm\", \"Properties\":"
                + " {\"Threshold\": {\"Fn::Cidr\": []}}}, \"A\": " + thing("\"Name\": \"a\"") + "}}");
        assertThat(stack.notSimulated()).containsExactly("Late (AWS::CloudWatch::Alarm)");
    }

    @Test
    void yamlWithShortTagsIsTheSameTemplate() {
        stacks.apply(file("shop.yaml", """
                        AWSTemplateFormatVersion: 2010-09-09
                        Parameters:
                          Zone:
                            Type: String
                            Default: 007
                        Conditions:
                          Odd: !Equals [!Ref Zone, "007"]
                        Resources:
                          A:
                            Type: Test::Thing
                            Properties: {Name: a}
                          T:
                            Type: Test::Thing
                            Properties:
                              Text: !Join ["/", [!GetAtt A.Arn, !Sub "${Zone}-x", !If [Odd, yes, no], !Select [0, !Split [".", "u.v"]]]]
                              List: [1, 2.50, true]
                        """), Map.of());
        assertThat(text()).isEqualTo("arn:aws:test:us-east-1:000000000000:a/007-x/yes/u");
        assertThat(things.values.get("T")).containsEntry("List", List.of("1", "2.50", "true"));
    }

    @Test
    void brokenTextIsToldWithItsPlace() {
        assertThatThrownBy(() -> apply("{\"Resources\": {\"A\": 1, \"A\": 2}}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Duplicate");
        assertThatThrownBy(() -> stacks.apply(file("x.yaml", "Resources: [\n"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not YAML");
        assertThatThrownBy(() -> stacks.apply(folder.resolve("none.json"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("none.json cannot be read");
    }

    /** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html">SAM</a> */
    @Test
    void theTransformOfSamLeavesATemplateWithoutItsTypesAsItIs() {
        apply("{\"Transform\": \"AWS::Serverless-2016-10-31\", \"Globals\": {\"Function\": {}}, \"Resources\": {\"A\": "
                + thing("\"Name\": \"a\"") + "}}");
        assertThat(things.log).containsExactly("put A");
        assertThatThrownBy(
                        () -> apply("{\"Transform\": [\"AWS::LanguageExtensions\", \"AWS::Include\"], \"Globals\": {},"
                                + "\"Resources\": {\"A\": " + thing("") + "}}"))
                .hasMessageContaining("/Transform names AWS::Include, a transform that the engine does not support")
                .hasMessageContaining("/Globals is a section that the engine does not support");
        assertThatThrownBy(() -> apply("{\"Transform\": \"AWS::Serverless-2016-10-31\","
                        + "\"Resources\": {\"F\": {\"Type\": \"AWS::Serverless::Function\"}}}"))
                .hasMessageContaining("/Resources/F has the type AWS::Serverless::Function, which the engine does not"
                        + " support (it runs what SAM makes of it, not SAM)");
    }

    @Test
    void aHundredResourcesStartFast() {
        StringBuilder template = new StringBuilder("{\"Resources\": {");
        for (int i = 0; i < 100; i++) {
            template.append(i == 0 ? "" : ",").append("\"R" + i + "\": " + thing("\"Name\": \"r" + i + "\""));
        }
        String text = template.append("}}").toString();
        apply(text);
        long begin = System.nanoTime();
        apply(text);
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(300);
    }
}
