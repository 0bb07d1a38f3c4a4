package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.testing.Lint;
import dev.sluice.cdk.testing.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** Constructs of CDK's own, and of other stacks, as targets of routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandedOverTest {

    private Parts parts;

    @BeforeAll
    void synthesize(@TempDir Path folder) throws IOException {
        for (String part : List.of("sources", "destinations", "routes", "types")) {
            Files.createDirectories(folder.resolve(part));
        }
        Files.copy(Synthesized.CATALOG.resolve("sources/orders.yaml"), folder.resolve("sources/orders.yaml"));
        Files.copy(Synthesized.CATALOG.resolve("types/order.json"), folder.resolve("types/order.json"));
        route(folder, "function", "{function: mine}");
        route(folder, "elsewhere", "{function: elsewhere}");
        route(folder, "machine", "{stateMachine: mine}");
        route(folder, "queue", "{queue: mine}");
        route(folder, "log", "{logGroup: mine}");
        route(folder, "topic", "{construct: mine}\nretry: {attempts: 3, ageSeconds: 60}");
        parts = new Parts((ObjectNode)
                Synthesized.template(stack -> Synthesized.sluice(stack, handOver(stack, Synthesized.props(folder)))));
    }

    private static SluiceProps.Builder handOver(Stack stack, SluiceProps.Builder props) {
        return props.name("shop-test")
                .function(
                        "mine",
                        Function.Builder.create(stack, "MyFunction")
                                .functionName("my-function")
                                .runtime(Runtime.PYTHON_3_13)
                                .handler("index.handler")
                                .code(Code.fromInline("def handler(event, context): pass"))
                                .build())
                .function(
                        "elsewhere",
                        Function.fromFunctionArn(
                                stack, "Elsewhere", "arn:aws:lambda:us-east-1:111122223333:function:elsewhere"))
                .stateMachine(
                        "mine",
                        StateMachine.Builder.create(stack, "MyMachine")
                                .definitionBody(DefinitionBody.fromChainable(new Pass(stack, "Pass")))
                                .build())
                .queue(
                        "mine",
                        Queue.Builder.create(stack, "MyQueue")
                                .queueName("my-queue")
                                .enforceSsl(true)
                                .build())
                .logGroup(
                        "mine",
                        LogGroup.Builder.create(stack, "MyLog")
                                .logGroupName("/aws/events/mine")
                                .build())
                .target(
                        "mine",
                        new SnsTopic(Topic.Builder.create(stack, "MyTopic").build()));
    }

    private static void route(Path folder, String name, String target) throws IOException {
        Files.writeString(
                folder.resolve("routes/" + name + ".yaml"),
                "name: " + name
                        + "\ndescription: To something of mine.\npattern: {source: [{prefix: com.example.}]}\ntarget: "
                        + target + "\nmatches: [{source: com.example.orders}]\nrejects: [{source: aws.s3}]\n");
    }

    @Test
    void aFunctionIsInvokedAndWhatCannotBeHandedOverIsKeptByRoute() {
        JsonNode target = target("function");
        assertThat(parts.resource(Parts.target(target.path("Arn")))
                        .at("/Properties/FunctionName")
                        .asText())
                .isEqualTo("my-function");
        assertThat(deadLetters(target)).isEqualTo("shop-test-function-dead-letters");
    }

    @Test
    void aFunctionOfAnotherStackIsInvokedByItsArn() {
        assertThat(target("elsewhere").path("Arn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:elsewhere");
    }

    @Test
    void aStateMachineIsStartedByARoleOfItsOwn() {
        JsonNode target = target("machine");
        assertThat(parts.resource(Parts.target(target.path("Arn"))).path("Type").asText())
                .isEqualTo("AWS::StepFunctions::StateMachine");
        assertThat(parts.resource(Parts.target(target.path("RoleArn")))
                        .at("/Properties/Policies/0/PolicyDocument/Statement/0/Action")
                        .asText())
                .isEqualTo("states:StartExecution");
    }

    @Test
    void aQueueLetsItsRuleIn() {
        JsonNode target = target("queue");
        String queue = Parts.target(target.path("Arn"));
        assertThat(parts.resource(queue).at("/Properties/QueueName").asText()).isEqualTo("my-queue");
        assertThat(parts.queueStatements(queue))
                .anySatisfy(statement -> assertThat(Parts.text(statement.at("/Condition/ArnEquals/aws:SourceArn")))
                        .endsWith(":rule/shop-test-core/queue"));
    }

    @Test
    void aLogGroupIsWrittenTo() {
        assertThat(target("log").path("Arn").toString()).contains(":log-group:");
        assertThat(parts.one("AWS::Logs::ResourcePolicy", "PolicyName", "shop-test-log"))
                .isNotEmpty();
    }

    @Test
    void anyOtherTargetKeepsThePatternTheRetriesAndTheDeadLettersOfItsRoute() {
        JsonNode target = target("topic");
        assertThat(parts.resource(Parts.target(target.path("Arn"))).path("Type").asText())
                .isEqualTo("AWS::SNS::Topic");
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(3);
        assertThat(deadLetters(target)).isEqualTo("shop-test-topic-dead-letters");
        assertThat(parts.one("AWS::Events::Rule", "Name", "topic")
                        .path("EventPattern")
                        .toString())
                .isEqualTo("{\"source\":[{\"prefix\":\"com.example.\"}]}");
    }

    @Test
    void theTemplateFallsIntoNoTrap() {
        assertThat(Lint.findings(parts)).isEmpty();
    }

    @Test
    void anotherNameIsTheBeginningOfAllNamesSoThatTwoCanStandInOneAccount() {
        assertThat(parts.template().path("Resources").findValuesAsText("Name"))
                .filteredOn(name -> name.startsWith("sluice"))
                .isEmpty();
        assertThat(parts.template().path("Resources").toString()).doesNotContain("\"sluice-", "/sluice-", "\"sluice/");
    }

    private JsonNode target(String rule) {
        return parts.one("AWS::Events::Rule", "Name", rule).at("/Targets/0");
    }

    private String deadLetters(JsonNode target) {
        return parts.resource(Parts.target(target.at("/DeadLetterConfig/Arn")))
                .at("/Properties/QueueName")
                .asText();
    }
}
