package dev.sluice.engine.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** CloudFormation's API, called by AWS's own client. */
final class CloudFormationTest {

    private static final String TRUST =
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\":"
                    + " \"sts:AssumeRole\", \"Principal\": {\"Service\": \"pipes.amazonaws.com\"}}]}";

    private static final String TEMPLATE = "{\"Description\": \"A role\", \"Parameters\": {"
            + "\"Name\": {\"Type\": \"String\", \"Default\": \"worker\"},"
            + "\"Pin\": {\"Type\": \"String\", \"NoEcho\": true}},"
            + "\"Resources\": {\"Role\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"RoleName\": {\"Ref\": \"Name\"},"
            + "\"AssumeRolePolicyDocument\": " + TRUST + "}},"
            + "\"Board\": {\"Type\": \"AWS::CloudWatch::Dashboard\", \"Properties\": {}}},"
            + "\"Outputs\": {\"RoleArn\": {\"Value\": {\"Fn::GetAtt\": [\"Role\", \"Arn\"]}, \"Description\": \"its ARN\","
            + " \"Export\": {\"Name\": {\"Fn::Sub\": \"${AWS::StackName}-role\"}}}}}";

    @TempDir
    Path data;

    private RunningEngine engine;
    private CloudFormationClient client;

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        client = engine.client(CloudFormationClient.builder());
    }

    @AfterEach
    void stop() {
        client.close();
        engine.close();
    }

    private void create() {
        client.createStack(create -> create.stackName("Shop")
                .templateBody(TEMPLATE)
                .parameters(List.of(parameter("Pin").parameterValue("0815").build())));
    }

    private static Parameter.Builder parameter(String name) {
        return Parameter.builder().parameterKey(name);
    }

    private Stack describe() {
        return client.describeStacks(stack -> stack.stackName("Shop")).stacks().get(0);
    }

    @Test
    void aStackShowsItsOutputsAndHidesItsSecrets() {
        create();
        Stack stack = describe();
        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(stack.description()).isEqualTo("A role");
        assertThat(stack.creationTime()).isNotNull();
        assertThat(stack.outputs()).singleElement().satisfies(output -> {
            assertThat(output.outputKey()).isEqualTo("RoleArn");
            assertThat(output.outputValue()).isEqualTo("arn:aws:iam::000000000000:role/worker");
            assertThat(output.exportName()).isEqualTo("Shop-role");
        });
        assertThat(stack.parameters())
                .extracting(parameter -> parameter.parameterKey() + "=" + parameter.parameterValue())
                .containsExactly("Name=worker", "Pin=****");
        assertThat(client.getTemplate(stackName -> stackName.stackName("Shop")).templateBody())
                .isEqualTo(TEMPLATE);
    }

    @Test
    void aStackListsItsResourcesAndEvents() {
        create();
        assertThat(client.listStackResources(stack -> stack.stackName("Shop")).stackResourceSummaries())
                .extracting(StackResourceSummary::logicalResourceId, StackResourceSummary::resourceStatusAsString)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Role", "CREATE_COMPLETE"),
                        org.assertj.core.groups.Tuple.tuple("Board", "CREATE_COMPLETE"));
        assertThat(client.describeStackResources(
                                stack -> stack.stackName("Shop").logicalResourceId("Role"))
                        .stackResources())
                .singleElement()
                .satisfies(role -> assertThat(role.physicalResourceId()).isEqualTo("worker"));
        assertThat(client.describeStackResource(stack -> stack.stackName("Shop").logicalResourceId("Role"))
                        .stackResourceDetail()
                        .resourceType())
                .isEqualTo("AWS::IAM::Role");
        assertThat(client.describeStackEvents(stack -> stack.stackName("Shop")).stackEvents())
                .hasSize(3);
        assertThat(client.listStacks().stackSummaries()).hasSize(1);
    }

    @Test
    void anotherStackImportsWhatThisOneExports() {
        create();
        String importing = "{\"Resources\": {\"Role\": {\"Type\": \"AWS::IAM::Role\", \"Properties\":"
                + " {\"AssumeRolePolicyDocument\": " + TRUST + "}}}, \"Outputs\": {\"Other\": {\"Value\":"
                + " {\"Fn::ImportValue\": \"Shop-role\"}}}}";
        client.createStack(create -> create.stackName("Second").templateBody(importing));
        assertThat(client.describeStacks(stack -> stack.stackName("Second"))
                        .stacks()
                        .get(0)
                        .outputs()
                        .get(0)
                        .outputValue())
                .isEqualTo("arn:aws:iam::000000000000:role/worker");
    }

    @Test
    void aStackIsUpdatedWithValuesOfBeforeAndThenDeleted() {
        create();
        client.updateStack(update -> update.stackName("Shop")
                .usePreviousTemplate(true)
                .parameters(List.of(
                        parameter("Name").parameterValue("helper").build(),
                        parameter("Pin").usePreviousValue(true).build())));
        assertThat(describe().stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(describe().outputs().get(0).outputValue()).endsWith("role/helper");
        client.deleteStack(stack -> stack.stackName("Shop"));
        assertThatThrownBy(this::describe)
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Stack with id Shop does not exist");
        client.deleteStack(stack -> stack.stackName("Shop"));
        create();
        assertThat(describe().stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void whatIsWrongIsAValidationError() {
        assertThatThrownBy(() -> client.createStack(create ->
                        create.stackName("Bad").templateBody("{\"Resources\": {\"X\": {\"Type\": \"AWS::Y::Z\"}}}")))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("/Resources/X has the type AWS::Y::Z, which the engine does not support");
        create();
        assertThatThrownBy(this::create)
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Stack [Shop] already exists");
        assertThatThrownBy(() ->
                        client.createStack(create -> create.stackName("1st").templateBody(TEMPLATE)))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("'stackName'");
    }
}
