package dev.sluice.engine.cfn.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.StackRecord;
import dev.sluice.engine.cfn.Stacks;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html">Custom resource reference</a> */
class CustomResourceTest {

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Kernel kernel;
    private FakeFunction function;
    private Stacks stacks;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, time);
        Responses responses = new Responses(kernel.ids(), () -> URI.create("http://127.0.0.1:4566"));
        function = new FakeFunction(responses);
        kernel.aws().register(function);
        stacks = new Stacks(
                kernel, TypeTable.of(List.of(), Set.of("AWS::CDK::Metadata")).with(CustomResource.types(responses)));
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private StackRecord apply(String resources, String outputs) {
        try {
            Path template = Files.writeString(
                    folder.resolve("shop.json"),
                    "{\"Resources\":{\"Other\":{\"Type\":\"AWS::CDK::Metadata\"}" + resources + "},\"Outputs\":{"
                            + outputs + "}}");
            return stacks.apply(template, Map.of()).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String thing(String properties) {
        return ",\"Thing\":{\"Type\":\"Custom::Thing\",\"Properties\":{\"ServiceToken\":\"" + FakeFunction.ARN + "\""
                + properties + "}}";
    }

    private static final String COLOUR = "\"Colour\":{\"Value\":{\"Fn::GetAtt\":[\"Thing\",\"Colour\"]}}";

    @Test
    void theFunctionIsAskedToCreateAndItsAnswerIsWhatTheTemplateSees() {
        StackRecord stack = apply(
                thing(",\"Name\":\"a\",\"Flag\":true,\"List\":[1,{\"Deep\":2.5}]"),
                COLOUR
                        + ",\"Count\":{\"Value\":{\"Fn::GetAtt\":[\"Thing\",\"Count\"]}},\"Ref\":{\"Value\":{\"Ref\":\"Thing\"}}");
        assertThat(stack.outputs()).extracting(StackRecord.Output::value).containsExactly("deep-blue", "7", "id-a");
        ObjectNode event = function.last();
        assertThat(event.path("RequestId").asText()).hasSize(36);
        assertThat(event.path("ResponseURL").asText()).startsWith("http://127.0.0.1:4566/_sluice/responses/");
        assertThat(event.path("StackId").asText()).isEqualTo(stack.id());
        event.remove(List.of("RequestId", "ResponseURL", "StackId"));
        assertThat(event)
                .isEqualTo(Json.parseTrusted("{\"RequestType\":\"Create\",\"ServiceToken\":\"" + FakeFunction.ARN
                        + "\",\"LogicalResourceId\":\"Thing\",\"ResourceType\":\"Custom::Thing\",\"ResourceProperties\":"
                        + "{\"ServiceToken\":\"" + FakeFunction.ARN
                        + "\",\"Name\":\"a\",\"Flag\":\"true\",\"List\":[\"1\",{\"Deep\":\"2.5\"}]}}"));
    }

    @Test
    void theFunctionIsAskedAgainOnlyWhenThePropertiesHaveChanged() {
        apply(thing(",\"Name\":\"a\""), COLOUR);
        StackRecord again = apply(thing(",\"Name\":\"a\""), COLOUR);
        assertThat(again.outputs()).extracting(StackRecord.Output::value).containsExactly("deep-blue");
        assertThat(function.requests()).containsExactly("Create new");

        function.answer = event -> FakeFunction.success(event, "id-a");
        apply(thing(",\"Name\":\"b\""), COLOUR);
        assertThat(function.requests()).containsExactly("Create new", "Update id-a");
        assertThat(function.last().path("OldResourceProperties").path("Name").asText())
                .isEqualTo("a");
    }

    @Test
    void anotherPhysicalIdReplacesTheResourceAndTheOldOneIsDeleted() {
        apply(thing(",\"Name\":\"a\""), "");
        apply(thing(",\"Name\":\"b\""), "");
        assertThat(function.requests()).containsExactly("Create new", "Update id-a", "Delete id-a");
        assertThat(function.last().path("ResourceProperties").path("Name").asText())
                .isEqualTo("a");
    }

    @Test
    void whatTheTemplateDropsIsDeletedWithItsLastProperties() {
        apply(thing(",\"Name\":\"a\""), "");
        apply("", "");
        assertThat(function.requests()).containsExactly("Create new", "Delete id-a");
        assertThat(function.last().path("ResourceProperties").path("Name").asText())
                .isEqualTo("a");
        apply("", "");
        assertThat(function.events).hasSize(2);
    }

    @Test
    void theLongNameOfTheTypeIsTheSameType() {
        apply(thing(",\"Name\":\"a\"").replace("Custom::Thing", "AWS::CloudFormation::CustomResource"), "");
        assertThat(function.last().path("ResourceType").asText()).isEqualTo("AWS::CloudFormation::CustomResource");
    }

    @Test
    void aResourceOfAnotherTypeIsAnotherResource() {
        apply(thing(",\"Name\":\"a\""), "");
        function.answer = event -> FakeFunction.success(event, "id-b");
        apply(thing(",\"Name\":\"a\"").replace("Custom::Thing", "Custom::Other"), "");
        assertThat(function.requests()).containsExactly("Create new", "Create new", "Delete id-a");
        assertThat(function.events)
                .extracting(event -> event.path("ResourceType").asText())
                .containsExactly("Custom::Thing", "Custom::Other", "Custom::Thing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::CloudFormation::CustomResource", "Custom::a", "Custom::My_Thing-2@v1"})
    void everyNameOfACustomResourceMeansTheSameLife(String type) {
        String given = thing(",\"Name\":\"a\"").replace("Custom::Thing", type);
        apply(given, COLOUR);
        apply(given, COLOUR);
        apply(given.replace("\"a\"", "\"b\""), COLOUR);
        apply("", "");
        assertThat(function.requests()).containsExactly("Create new", "Update id-a", "Delete id-a", "Delete id-b");
        assertThat(function.events)
                .allMatch(event -> event.path("ResourceType").asText().equals(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3600"})
    void aServiceTimeoutOfASecondToAnHourIsTaken(String seconds) {
        apply(thing(",\"ServiceTimeout\":\"" + seconds + "\""), "");
        assertThat(function.requests()).containsExactly("Create new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601"})
    void anyOtherServiceTimeoutIsRefusedBeforeTheFunctionIsAsked(String seconds) {
        assertThatThrownBy(() -> apply(thing(",\"ServiceTimeout\":\"" + seconds + "\""), ""))
                .hasMessageContaining(
                        "/Resources/Thing/Properties/ServiceTimeout must be 1 to 3600 seconds, and is " + seconds);
        assertThat(function.events).isEmpty();
    }

    @Test
    void aFailureStopsTheStackWithTheFunctionsReasonAndIsTriedAgainAtTheNextStart() {
        function.answer = event -> FakeFunction.of(event, "FAILED").put("Reason", "no more things");
        assertThatThrownBy(() -> apply(thing(""), ""))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Thing (Custom::Thing)")
                .hasMessageContaining(
                        "Received response status [FAILED] from custom resource. Message returned: no more things");
        function.answer = event -> FakeFunction.success(event, "p");
        apply(thing(""), "");
        assertThat(function.requests()).containsExactly("Create new", "Create new");
    }

    @Test
    void aFunctionThatThrowsIsNotWaitedFor() {
        function.error = "{\"errorType\":\"TypeError\",\"errorMessage\":\"x is not a function\"}";
        assertThatThrownBy(() -> apply(thing(""), ""))
                .hasMessageContaining("the function " + FakeFunction.ARN + " failed: TypeError: x is not a function");
    }

    @Test
    void aPackageOfTheSdkThatIsMissingIsNamedWithWhatToDo() {
        function.answer = event -> FakeFunction.of(event, "FAILED")
                .put("Reason", "Service x client package with name '@aws-sdk/client-x' does not exist.");
        assertThatThrownBy(() -> apply(thing(""), "")).hasMessageContaining("npm install @aws-sdk/client-x");
    }

    @Test
    void aFunctionThatNeverRespondsIsWaitedForAsLongAsTheTemplateSays() {
        function.answer = event -> Json.object();
        CompletableFuture<StackRecord> deploying =
                CompletableFuture.supplyAsync(() -> apply(thing(",\"ServiceTimeout\":\"30\""), ""));
        await().until(() -> time.pending() == 1 && function.events.size() == 1);
        time.advance(Duration.ofSeconds(29));
        assertThat(deploying).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(deploying::join)
                .hasMessageContaining("has not responded within 30 seconds, which is the ServiceTimeout");
    }

    @Test
    void whatMustNotBeShownIsNeitherInErrorsNorOnTheDiskInTheOpen() throws IOException {
        function.answer = event -> {
            ObjectNode response = FakeFunction.success(event, "p").put("NoEcho", true);
            response.putObject("Data").put("Password", "hunter-2-hunter");
            return response;
        };
        String bad = ",\"Bad\":{\"Type\":\"Custom::Thing\",\"Properties\":{\"ServiceToken\":"
                + "{\"Fn::GetAtt\":[\"Thing\",\"Password\"]}}}";
        assertThatThrownBy(() -> apply(thing(",\"Secret\":\"given-secret-word\"") + bad, ""))
                .hasMessageContaining("must be the ARN of a function")
                .hasMessageNotContaining("hunter");
        kernel.store().close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("shop.json"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("hunter-2-hunter");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Status":"SUCCESS"}                                        | the response must have the StackId of the request, and has missing
            {"Status":"DONE","PhysicalResourceId":"p"}                  | the response's Status must be SUCCESS or FAILED, and is "DONE"
            {"Status":"SUCCESS","PhysicalResourceId":""}                | the response's PhysicalResourceId must have 1 to 1024 bytes
            {"Status":"SUCCESS","PhysicalResourceId":"p","Data":"text"} | the response's Data must be an object
            {"Status":"FAILED"}                                         | Message returned: none, though a Reason is required
            """)
    void aResponseThatIsNoneIsRefusedByName(String response, String reason) {
        function.answer = event -> {
            ObjectNode given = (ObjectNode) Json.parseTrusted(response);
            return given.size() == 1 && given.path("Status").asText().equals("SUCCESS")
                    ? given
                    : (ObjectNode) FakeFunction.of(event, "").setAll(given);
        };
        assertThatThrownBy(() -> apply(thing(""), "")).hasMessageContaining(reason);
    }

    @Test
    void aResponseMayHave4096Bytes() {
        function.answer = event -> FakeFunction.success(event, "p").put("More", "x".repeat(4_096));
        assertThatThrownBy(() -> apply(thing(""), "")).hasMessageContaining("and at most 4096 are taken");
    }

    @Test
    void onlyAFunctionCanBeTheToken() {
        assertThatThrownBy(() -> apply(
                        ",\"T\":{\"Type\":\"Custom::T\",\"Properties\":{\"ServiceToken\":\"arn:aws:sns:us-east-1:000000000000:t\"}}",
                        ""))
                .hasMessageContaining("/Resources/T/Properties/ServiceToken must be the ARN of a function");
    }
}
