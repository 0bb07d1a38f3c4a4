package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.pipes.model.ConflictException;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.NotFoundException;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.pipes.model.PipesException;
import software.amazon.awssdk.services.pipes.model.RequestedPipeState;
import software.amazon.awssdk.services.pipes.model.ValidationException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A whole engine with a template, and Pipes as AWS's SDK sees them. */
class PipesSdkTest {

    private static final List<String> READING = List.of(
            "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams");

    @TempDir
    Path folder;

    @Test
    void rowsReachAQueueThroughAPipeOfTheTemplateAndTheApiTellsOfIt() throws IOException {
        try (RunningEngine engine = RunningEngine.with(folder.resolve("data"), template(READING), Map.of());
                DynamoDbClient rows = engine.client(DynamoDbClient.builder());
                SqsClient queues = engine.client(SqsClient.builder());
                PipesClient pipes = engine.client(PipesClient.builder())) {
            put(rows, 0, 20);
            assertThat(receive(queues, 20)).containsExactlyInAnyOrderElementsOf(expected(0, 20));
            DescribePipeResponse pipe = pipes.describePipe(request -> request.name("rows"));
            assertThat(pipe.currentState()).isEqualTo(PipeState.RUNNING);
            assertThat(pipe.desiredState().toString()).isEqualTo("RUNNING");
            assertThat(pipe.sourceParameters().dynamoDBStreamParameters().batchSize())
                    .isEqualTo(5);
            assertThat(pipe.tags()).containsEntry("team", "orders");
            assertThat(pipes.listPipes(request -> request.namePrefix("ro").limit(1))
                            .pipes())
                    .hasSize(1);

            pipes.stopPipe(request -> request.name("rows"));
            await().until(() -> state(pipes) == PipeState.STOPPED);
            assertThatThrownBy(() -> pipes.stopPipe(request -> request.name("rows")))
                    .isInstanceOf(ConflictException.class);
            put(rows, 20, 25);
            pipes.updatePipe(request -> request.name("rows")
                    .roleArn(pipe.roleArn())
                    .desiredState(RequestedPipeState.RUNNING)
                    .targetParameters(target -> target.inputTemplate("<$.dynamodb.Keys.id.S>")));
            await().until(() -> state(pipes) == PipeState.RUNNING);
            assertThat(receive(queues, 5)).containsExactlyInAnyOrder("r20", "r21", "r22", "r23", "r24");

            pipes.tagResource(request -> request.resourceArn(pipe.arn()).tags(Map.of("stage", "test")));
            pipes.untagResource(request -> request.resourceArn(pipe.arn()).tagKeys("team"));
            assertThat(pipes.listTagsForResource(request -> request.resourceArn(pipe.arn()))
                            .tags())
                    .isEqualTo(Map.of("stage", "test"));
            pipes.deletePipe(request -> request.name("rows"));
            await().until(() -> pipes.listPipes(request -> {}).pipes().isEmpty());
            assertThatThrownBy(() -> pipes.describePipe(request -> request.name("rows")))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void aRestartWithTheSameTemplateGoesOnWhereThePipeWas() throws IOException {
        Path template = template(READING);
        try (RunningEngine engine = RunningEngine.with(folder.resolve("data"), template, Map.of());
                DynamoDbClient rows = engine.client(DynamoDbClient.builder());
                SqsClient queues = engine.client(SqsClient.builder())) {
            put(rows, 0, 10);
            assertThat(receive(queues, 10)).hasSize(10);
        }
        try (RunningEngine engine = RunningEngine.with(folder.resolve("data"), template, Map.of());
                DynamoDbClient rows = engine.client(DynamoDbClient.builder());
                SqsClient queues = engine.client(SqsClient.builder())) {
            put(rows, 10, 11);
            assertThat(receive(queues, 1)).containsExactly("{\"row\":\"r10\"}");
        }
    }

    @Test
    void aRoleThatMayNotReadTheStreamFailsTheTemplateAndIsNamed() throws IOException {
        List<String> without = READING.stream()
                .filter(action -> !action.equals("dynamodb:GetRecords"))
                .toList();
        Path template = template(without);
        assertThatThrownBy(() -> RunningEngine.with(folder.resolve("data"), template, Map.of()))
                .hasMessageContaining("CREATE_FAILED")
                .hasMessageContaining("dynamodb:GetRecords")
                .hasMessageContaining("assumed-role/pipe-role")
                .hasMessageContaining("table/rows/stream/");
    }

    @Test
    void pipesThatCannotBeAreRefused() {
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"));
                PipesClient pipes = engine.client(PipesClient.builder())) {
            String stream = "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2026";
            String bus = "arn:aws:events:us-east-1:000000000000:event-bus/b";
            String role = "arn:aws:iam::000000000000:role/r";
            assertThat(refusal(() -> pipes.createPipe(request -> request.name("p")
                            .roleArn(role)
                            .source(stream)
                            .target(bus)
                            .sourceParameters(source -> source.dynamoDBStreamParameters(parameters ->
                                    parameters.startingPosition("LATEST").batchSize(11))))))
                    .contains("BatchSize 11 is more than the target or the enrichment takes at once: at most 10.");
            assertThat(refusal(() -> pipes.createPipe(request ->
                            request.name("a b").roleArn(role).source(stream).target(bus))))
                    .isEqualTo(
                            "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy"
                                    + " regular expression pattern: [\\.\\-_A-Za-z0-9]+");
            assertThat(refusal(() -> pipes.createPipe(request -> request.name("p")
                            .roleArn(role)
                            .source("arn:aws:sqs:us-east-1:000000000000:q")
                            .target(bus)
                            .sourceParameters(
                                    source -> source.filterCriteria(criteria -> criteria.filters(Filter.builder()
                                            .pattern("{\"body\":{\"a\":[{\"wildcard\":\"x*\"}]}}")
                                            .build()))))))
                    .startsWith("Invalid filter pattern definition.");
            assertThat(refusal(() -> pipes.createPipe(request -> request.name("p")
                            .roleArn(role)
                            .source("arn:aws:sqs:us-east-1:000000000000:q")
                            .target(bus)
                            .sourceParameters(source ->
                                    source.filterCriteria(criteria -> criteria.filters(IntStream.range(0, 6)
                                            .mapToObj(i -> Filter.builder()
                                                    .pattern("{\"body\":[\"x\"]}")
                                                    .build())
                                            .toList()))))))
                    .contains("Member must have length less than or equal to 5");
            assertThat(refusal(() -> pipes.createPipe(request -> request.name("p")
                            .roleArn(role)
                            .source("arn:aws:sqs:us-east-1:000000000000:q")
                            .target("arn:aws:kinesis:us-east-1:000000000000:stream/s"))))
                    .contains("is not supported by this engine");
            pipes.createPipe(request -> request.name("p")
                    .roleArn(role)
                    .source("arn:aws:sqs:us-east-1:000000000000:q")
                    .target(bus));
            DescribePipeResponse failed = pipes.describePipe(request -> request.name("p"));
            assertThat(failed.currentState()).isEqualTo(PipeState.CREATE_FAILED);
            assertThat(failed.stateReason()).contains("sts:AssumeRole").contains(role);
        }
    }

    private static String refusal(ThrowableAssert.ThrowingCallable call) {
        PipesException refusal = catchThrowableOfType(PipesException.class, call);
        assertThat(refusal).isInstanceOf(ValidationException.class);
        return refusal.awsErrorDetails().errorMessage();
    }

    private static PipeState state(PipesClient pipes) {
        return pipes.describePipe(request -> request.name("rows")).currentState();
    }

    private static void put(DynamoDbClient rows, int from, int to) {
        IntStream.range(from, to)
                .forEach(i -> rows.putItem(
                        request -> request.tableName("rows").item(Map.of("id", AttributeValue.fromS("r" + i)))));
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"row\":\"r" + i + "\"}")
                .toList();
    }

    private static List<String> receive(SqsClient queues, int wanted) {
        String url = queues.getQueueUrl(request -> request.queueName("out")).queueUrl();
        List<String> bodies = new ArrayList<>();
        await().until(() -> {
            queues.receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()
                    .forEach(message -> {
                        bodies.add(message.body());
                        queues.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
                    });
            return bodies.size() >= wanted;
        });
        return bodies;
    }

    private Path template(List<String> reading) throws IOException {
        String actions = String.join("\",\"", reading);
        return Files.writeString(folder.resolve("template.json"), """
                {"Resources":{
                 "Rows":{"Type":"AWS::DynamoDB::Table","Properties":{"TableName":"rows","BillingMode":"PAY_PER_REQUEST",
                  "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                  "StreamSpecification":{"StreamViewType":"NEW_AND_OLD_IMAGES"}}},
                 "Out":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"out"}},
                 "Role":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"pipe-role",
                  "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                   "Principal":{"Service":"pipes.amazonaws.com"}}]},
                  "Policies":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[
                   {"Effect":"Allow","Action":["%s"],"Resource":{"Fn::GetAtt":["Rows","StreamArn"]}},
                   {"Effect":"Allow","Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["Out","Arn"]}}]}}]}},
                 "Pipe":{"Type":"AWS::Pipes::Pipe","Properties":{"Name":"rows","RoleArn":{"Fn::GetAtt":["Role","Arn"]},
                  "Source":{"Fn::GetAtt":["Rows","StreamArn"]},"Target":{"Fn::GetAtt":["Out","Arn"]},"Tags":{"team":"orders"},
                  "SourceParameters":{"DynamoDBStreamParameters":{"StartingPosition":"TRIM_HORIZON","BatchSize":5}},
                  "TargetParameters":{"InputTemplate":"{\\"row\\":<$.dynamodb.Keys.id.S>}"}}}}}""".formatted(actions));
    }
}
