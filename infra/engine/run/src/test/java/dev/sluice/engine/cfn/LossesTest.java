package dev.sluice.engine.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What happens to data when its resource is no longer in the template. */
class LossesTest {

    private static final String TEMPLATE = """
            Resources:
              Inbox: {Type: AWS::SQS::Queue, Properties: {QueueName: inbox}}
              Unnamed: {Type: AWS::SQS::Queue}
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: orders
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
              Audit: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: audit}}
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: core}}
              Archive:
                Type: AWS::Events::Archive
                Properties: {ArchiveName: archive, SourceArn: !GetAtt Bus.Arn}
              Secret: {Type: AWS::SecretsManager::Secret, Properties: {Name: secret, GenerateSecretString: {PasswordLength: 20}}}
            """;

    @TempDir
    Path folder;

    @Test
    void emptyResourcesGoWithoutAWord() throws IOException {
        start(TEMPLATE, false);
        assertThat(losses("Resources:\n  Other: {Type: AWS::SQS::Queue}\n"))
                .containsExactly(
                        "  Secret (AWS::SecretsManager::Secret) holds 1 value, and the template no longer has it");
        assertThat(losses(TEMPLATE.substring(0, TEMPLATE.indexOf("  Inbox")) + "  Other: {Type: AWS::SQS::Queue}\n"
                        + TEMPLATE.substring(TEMPLATE.indexOf("  Secret"))))
                .isEmpty();
    }

    @Test
    void everythingThatWouldBeLostIsListedAndNothingIsChanged() throws IOException {
        filled();
        assertThat(losses("Resources:\n  Other: {Type: AWS::SQS::Queue, Properties: {QueueName: other}}\n"))
                .containsExactlyInAnyOrder(
                        "  Inbox (AWS::SQS::Queue) holds 2 messages, and the template no longer has it",
                        "  Orders (AWS::DynamoDB::Table) holds 1 row, and the template no longer has it",
                        "  Audit (AWS::Logs::LogGroup) holds 29 bytes of log events, and the template no longer has it",
                        "  Archive (AWS::Events::Archive) holds 1 event, and the template no longer has it",
                        "  Secret (AWS::SecretsManager::Secret) holds 1 value, and the template no longer has it");
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"))) {
            SqsClient sqs = engine.client(SqsClient.builder());
            assertThat(sqs.listQueues().queueUrls())
                    .anyMatch(url -> url.endsWith("/inbox"))
                    .noneMatch(url -> url.endsWith("/other"));
        }
        start("Resources:\n  Other: {Type: AWS::SQS::Queue, Properties: {QueueName: other}}\n", true);
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"))) {
            assertThat(engine.client(SqsClient.builder()).listQueues().queueUrls())
                    .singleElement()
                    .asString()
                    .endsWith("/other");
            assertThat(engine.client(DynamoDbClient.builder()).listTables().tableNames())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QueueName: inbox|QueueName: renamed|Inbox (AWS::SQS::Queue) holds 2 messages, and another one takes its place",
                "TableName: orders|TableName: renamed|Orders (AWS::DynamoDB::Table) holds 1 row, and another one takes its place",
                "LogGroupName: audit|LogGroupName: renamed|Audit (AWS::Logs::LogGroup) holds 29 bytes of log events, and another one takes its place",
                "ArchiveName: archive|ArchiveName: renamed|Archive (AWS::Events::Archive) holds 1 event, and another one takes its place",
                "Name: core|Name: renamed|Archive (AWS::Events::Archive) holds 1 event, and another one takes its place",
                "Name: secret|Name: renamed|Secret (AWS::SecretsManager::Secret) holds 1 value, and another one takes its place",
                "Inbox: {Type: AWS::SQS::Queue, Properties: {QueueName: inbox}|Inbox: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: inbox}|Inbox (AWS::SQS::Queue) holds 2 messages, and another one takes its place",
            })
    void aReplacementIsALossToo(String before, String after, String loss) throws IOException {
        filled();
        assertThat(TEMPLATE).contains(before);
        assertThat(losses(TEMPLATE.replace(before, after))).containsExactly("  " + loss);
    }

    @Test
    void whatIsRetainedIsNotLost() throws IOException {
        filled();
        start(TEMPLATE.replace("Inbox: {Type", "Inbox: {DeletionPolicy: Retain, Type"), false);
        assertThat(losses(TEMPLATE.replaceFirst("  Inbox: .*\n", ""))).isEmpty();
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"))) {
            assertThat(engine.client(SqsClient.builder()).listQueues().queueUrls())
                    .anyMatch(url -> url.endsWith("/inbox"));
        }
    }

    @Test
    void whatIsRetainedWhenItIsReplacedIsNotLost() throws IOException {
        filled();
        assertThat(losses(TEMPLATE.replace("Inbox: {Type", "Inbox: {UpdateReplacePolicy: Retain, Type")
                        .replace("QueueName: inbox", "QueueName: renamed")))
                .isEmpty();
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"))) {
            assertThat(engine.client(SqsClient.builder()).listQueues().queueUrls())
                    .anyMatch(url -> url.endsWith("/inbox"))
                    .anyMatch(url -> url.endsWith("/renamed"));
        }
    }

    @Test
    void aChangeThatRefersToSomethingNewIsNotALoss() throws IOException {
        filled();
        assertThat(losses(TEMPLATE.replace(
                                "{QueueName: inbox}",
                                "{QueueName: inbox, RedrivePolicy: {maxReceiveCount: 3, deadLetterTargetArn: !GetAtt Dead.Arn}}")
                        + "  Dead: {Type: AWS::SQS::Queue}\n"))
                .isEmpty();
    }

    private void filled() throws IOException {
        start(TEMPLATE, false);
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"))) {
            SqsClient sqs = engine.client(SqsClient.builder());
            String inbox = sqs.getQueueUrl(get -> get.queueName("inbox")).queueUrl();
            sqs.sendMessage(send -> send.queueUrl(inbox).messageBody("one"));
            sqs.sendMessage(send -> send.queueUrl(inbox).messageBody("two").delaySeconds(900));
            engine.client(DynamoDbClient.builder())
                    .putItem(put -> put.tableName("orders").item(Map.of("id", AttributeValue.fromS("o-1"))));
            CloudWatchLogsClient logs = engine.client(CloudWatchLogsClient.builder());
            logs.createLogStream(create -> create.logGroupName("audit").logStreamName("s"));
            long now = System.currentTimeMillis();
            logs.putLogEvents(put -> put.logGroupName("audit")
                    .logStreamName("s")
                    .logEvents(InputLogEvent.builder()
                            .timestamp(now)
                            .message("abc")
                            .build()));
            engine.client(EventBridgeClient.builder())
                    .putEvents(put -> put.entries(PutEventsRequestEntry.builder()
                            .eventBusName("core")
                            .source("com.example")
                            .detailType("t")
                            .detail("{}")
                            .build()));
        }
    }

    /** What a start with this template would lose; empty if it starts. */
    private List<String> losses(String template) throws IOException {
        Path file = write(template);
        TemplateException refused = catchThrowableOfType(TemplateException.class, () -> start(file, false));
        if (refused == null) {
            return List.of();
        }
        List<String> lines = refused.problems();
        assertThat(lines.get(0)).isEqualTo("/Resources would remove data of the stack stack:");
        assertThat(lines.get(lines.size() - 1)).startsWith("Start with --prune to remove it");
        return lines.subList(1, lines.size() - 1).stream()
                .map(line -> line.replaceFirst("\\) \\S+ holds", ") holds"))
                .toList();
    }

    private void start(String template, boolean prune) throws IOException {
        start(write(template), prune);
    }

    private void start(Path template, boolean prune) {
        Settings settings =
                new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, folder.resolve("data"), true);
        Engine.start(new Options(settings, 0, Optional.of(template), Map.of(), prune, true))
                .close();
    }

    private Path write(String template) throws IOException {
        return Files.writeString(folder.resolve("stack.yaml"), template);
    }
}
