package dev.sluice.engine.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.testing.RunningEngine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** Step Functions as the AWS SDK for Java sees it over HTTP, signatures and policies enforced. */
class SdkTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/workflow";
    private static final String PUT =
            "{\"StartAt\":\"Put\",\"States\":{\"Put\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::dynamodb:putItem\","
                    + "\"Parameters\":{\"TableName\":\"deals\",\"Item\":{\"id\":{\"S.$\":\"$.id\"}},\"ConditionExpression\":\"attribute_not_exists(id)\"},"
                    + "\"ResultPath\":null,\"End\":true}}}";
    private static final String DOUBLE =
            "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"Parameters\":{\"n.$\":\"States.MathAdd($.n, $.n)\"},\"End\":true}}}";

    @TempDir
    Path data;

    private RunningEngine engine;
    private SfnClient states;

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        states = engine.client(SfnClient.builder());
    }

    @AfterEach
    void stop() {
        states.close();
        engine.close();
    }

    private String create(String name, String definition, StateMachineType type) {
        return states.createStateMachine(
                        r -> r.name(name).definition(definition).roleArn(ROLE).type(type))
                .stateMachineArn();
    }

    private DescribeExecutionResponse run(String machine, String name, String input) {
        String arn = states.startExecution(
                        r -> r.stateMachineArn(machine).name(name).input(input))
                .executionArn();
        return await().until(
                        () -> states.describeExecution(r -> r.executionArn(arn)),
                        described -> described.status() != ExecutionStatus.RUNNING);
    }

    private void role() {
        iam("Action=CreateRole&RoleName=workflow&AssumeRolePolicyDocument="
                + encoded("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"states.amazonaws.com\"},"
                        + "\"Action\":\"sts:AssumeRole\"}]}"));
        iam("Action=PutRolePolicy&RoleName=workflow&PolicyName=p&PolicyDocument="
                + encoded("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:PutItem\",\"Resource\":"
                        + "\"arn:aws:dynamodb:us-east-1:000000000000:table/deals\"}]}"));
    }

    private void iam(String form) {
        assertThat(engine.wire()
                        .send(
                                "iam",
                                "POST",
                                "/",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                (form + "&Version=2010-05-08").getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aWorkflowWritesToATableUnderItsRoleOnly() {
        try (DynamoDbClient tables = engine.client(DynamoDbClient.builder())) {
            tables.createTable(r -> r.tableName("deals")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
            String machine = create("deals", PUT, StateMachineType.STANDARD);
            assertThat(run(machine, "no-role", "{\"id\":\"d1\"}").error()).isEqualTo("States.Permissions");
            role();
            DescribeExecutionResponse done = run(machine, "first", "{\"id\":\"d1\"}");
            assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(done.output()).isEqualTo("{\"id\":\"d1\"}");
            assertThat(tables.getItem(r -> r.tableName("deals").key(Map.of("id", AttributeValue.fromS("d1"))))
                            .hasItem())
                    .isTrue();
            assertThat(run(machine, "second", "{\"id\":\"d1\"}").error())
                    .isEqualTo("DynamoDB.ConditionalCheckFailedException");
            assertThat(states.listExecutions(r -> r.stateMachineArn(machine).statusFilter(ExecutionStatus.FAILED))
                            .executions())
                    .extracting(execution -> execution.name())
                    .containsExactlyInAnyOrder("second", "no-role");
            assertThat(states
                            .getExecutionHistoryPaginator(
                                    r -> r.executionArn(done.executionArn()).maxResults(2))
                            .events()
                            .stream()
                            .map(event -> event.type()))
                    .containsExactly(
                            HistoryEventType.EXECUTION_STARTED,
                            HistoryEventType.TASK_STATE_ENTERED,
                            HistoryEventType.TASK_SCHEDULED,
                            HistoryEventType.TASK_STARTED,
                            HistoryEventType.TASK_SUCCEEDED,
                            HistoryEventType.TASK_STATE_EXITED,
                            HistoryEventType.EXECUTION_SUCCEEDED);
        }
    }

    @Test
    void anExpressMachineAnswersAtOnce() {
        String machine = create("double", DOUBLE, StateMachineType.EXPRESS);
        var end = states.startSyncExecution(r -> r.stateMachineArn(machine).input("{\"n\":21}"));
        assertThat(end.status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(end.output()).isEqualTo("{\"n\":42}");
        var failed = states.startSyncExecution(r -> r.stateMachineArn(machine).input("{\"n\":\"x\"}"));
        assertThat(failed.error()).isEqualTo("States.IntrinsicFailure");
        states.startExecution(r -> r.stateMachineArn(machine).input("{\"n\":1}"));
    }

    @Test
    void aMachineIsChangedDescribedAndDeleted() {
        String machine = create("m", DOUBLE, StateMachineType.STANDARD);
        assertThat(create("m", DOUBLE, StateMachineType.STANDARD)).isEqualTo(machine);
        String before =
                states.describeStateMachine(r -> r.stateMachineArn(machine)).revisionId();
        states.updateStateMachine(r -> r.stateMachineArn(machine).definition(PUT));
        assertThat(states.describeStateMachine(r -> r.stateMachineArn(machine)).definition())
                .isEqualTo(PUT);
        assertThat(states.describeStateMachine(r -> r.stateMachineArn(machine)).revisionId())
                .isNotEqualTo(before);
        states.tagResource(r -> r.resourceArn(machine)
                .tags(List.of(software.amazon.awssdk.services.sfn.model.Tag.builder()
                        .key("k")
                        .value("v")
                        .build())));
        assertThat(states.listTagsForResource(r -> r.resourceArn(machine)).tags())
                .hasSize(1);
        assertThat(states.listStateMachines().stateMachines()).hasSize(1);
        states.deleteStateMachine(r -> r.stateMachineArn(machine));
        states.deleteStateMachine(r -> r.stateMachineArn(machine));
        assertThatThrownBy(() -> states.startExecution(r -> r.stateMachineArn(machine)))
                .isInstanceOf(StateMachineDoesNotExistException.class);
        assertThatThrownBy(() -> states.describeExecution(
                        r -> r.executionArn(machine.replace("stateMachine", "execution") + ":x")))
                .isInstanceOf(ExecutionDoesNotExistException.class);
    }

    @Test
    void aDefinitionThatTheEngineCannotRunIsRefusedWithItsPlace() {
        String definition = DOUBLE.replace("\"Pass\"", "\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask.sync\"");
        assertThatThrownBy(() -> create("x", definition, StateMachineType.STANDARD))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(
                        "arn:aws:states:::ecs:runTask.sync is not one that the engine can call at /States/P/Resource");
        var result = states.validateStateMachineDefinition(r -> r.definition(definition));
        assertThat(result.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
        assertThat(result.diagnostics().get(0).location()).isEqualTo("/States/P/Resource");
        assertThat(states.validateStateMachineDefinition(r -> r.definition(DOUBLE))
                        .result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
    }
}
