package dev.sluice.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A real disk of 24 MB that is really full. */
class FullDiskTest {

    private static final int MOST = 2_000;

    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
    }

    @Test
    void aQueueAndATableAreDrainedOnAFullDiskAndTakeDataAgain() throws Exception {
        mounted = "root".equals(System.getProperty("user.name"))
                && run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder.toString()) == 0;
        assumeTrue(mounted, "SKIPPED: a disk of its own needs root and the right to mount one");
        try (RunningEngine engine = RunningEngine.empty(folder.resolve("data"));
                SqsClient sqs = engine.client(SqsClient.builder());
                DynamoDbClient dynamo = engine.client(DynamoDbClient.builder())) {
            String queue = sqs.createQueue(r -> r.queueName("q")).queueUrl();
            dynamo.createTable(r -> r.tableName("items")
                    .keySchema(List.of(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()))
                    .attributeDefinitions(List.of(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()))
                    .billingMode("PAY_PER_REQUEST"));
            dynamo.putItem(r -> r.tableName("items").item(item("1")));
            int sent = fill(sqs, queue);
            assertThat(sent).isPositive();
            try (var filler = Files.newOutputStream(folder.resolve("filler"))) {
                filler.write(new byte[64 << 20]);
            } catch (IOException full) {
                assertThat(Files.getFileStore(folder).getUsableSpace()).isLessThan(1 << 20);
            }
            refused(dynamo);
            assertThat(dynamo.getItem(r -> r.tableName("items").key(item("1"))).hasItem())
                    .isTrue();
            dynamo.deleteItem(r -> r.tableName("items").key(item("1")));
            assertThat(drain(sqs, queue)).isEqualTo(sent);
            Files.delete(folder.resolve("filler"));
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("after"));
            assertThat(drain(sqs, queue)).isEqualTo(1);
        }
    }

    private static void refused(DynamoDbClient dynamo) {
        try {
            dynamo.putItem(r -> r.tableName("items").item(item("2")));
        } catch (DynamoDbException e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            return;
        }
        throw new AssertionError("a full disk took an item");
    }

    private static int fill(SqsClient sqs, String queue) {
        String body = "x".repeat(200_000);
        for (int sent = 0; sent < MOST; sent++) {
            try {
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body));
            } catch (SqsException e) {
                assertThat(e.awsErrorDetails().errorMessage()).contains("Rate exceeded");
                return sent;
            }
        }
        throw new AssertionError("a disk of 24 MB took 400 MB");
    }

    private static int drain(SqsClient sqs, String queue) {
        int deleted = 0;
        for (; ; ) {
            var messages = sqs.receiveMessage(
                            r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            if (messages.isEmpty()) {
                return deleted;
            }
            for (Message message : messages) {
                sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
                deleted++;
            }
        }
    }

    private static Map<String, AttributeValue> item(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
