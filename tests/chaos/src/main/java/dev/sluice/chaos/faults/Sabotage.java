package dev.sluice.chaos.faults;

import dev.sluice.chaos.history.Change;
import dev.sluice.chaos.history.History;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.local.Principals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What an owner's own hand can do wrong, through the AWS APIs. If the engine is away at the moment, it is not done. */
final class Sabotage {

    private static final String MISSING = "dev.sluice.chaos.NoSuchHandler";
    private static final int BATCH = 10;

    private final Path data;
    private final History history;
    private final AtomicInteger rows = new AtomicInteger();
    private final Map<String, Runnable> broken = new LinkedHashMap<>();

    Sabotage(Path data, History history) {
        this.data = data;
        this.history = history;
    }

    private Clients owner() {
        return Principals.of(data).owner();
    }

    /** Writes rows in turn without tenant, with a tenant that is a number, and with a total that is a text. */
    void poison(int count) {
        try (DynamoDbClient tables = owner().dynamoDb()) {
            for (int i = 0; i < count; i++) {
                int number = rows.getAndIncrement();
                String id = "x-" + number;
                Map<String, AttributeValue> item = new LinkedHashMap<>();
                item.put("orderId", AttributeValue.fromS(id));
                item.put("status", AttributeValue.fromS("PLACED"));
                switch (number % 3) {
                    case 0 -> item.put("note", AttributeValue.fromS("whose is it?"));
                    case 1 -> item.put("tenant", AttributeValue.fromN("7"));
                    default -> {
                        item.put("tenant", AttributeValue.fromS("red"));
                        item.put("total", AttributeValue.fromS("a lot"));
                    }
                }
                String key = Change.key(id, "PLACED");
                history.poison(key, false);
                tables.putItem(put -> put.tableName("orders").item(item));
                history.poison(key, true);
            }
        } catch (SdkException e) {
            // The engine is away or throttles: what was not acknowledged is not asked for.
            return;
        }
    }

    /** Sends copies of what waits in a queue, which a standard queue may do by itself. */
    void duplicate(String name) {
        try (SqsClient queues = owner().sqs()) {
            String url = queues.getQueueUrl(queue -> queue.queueName(name)).queueUrl();
            List<Message> messages = queues.receiveMessage(receive -> receive.queueUrl(url)
                            .maxNumberOfMessages(BATCH)
                            .visibilityTimeout(0)
                            .messageAttributeNames("All"))
                    .messages();
            for (Message message : messages) {
                queues.sendMessage(send ->
                        send.queueUrl(url).messageBody(message.body()).messageAttributes(message.messageAttributes()));
            }
        } catch (SdkException e) {
            return;
        }
    }

    /** Breaks a function until {@link #mend}. */
    void breakFunction(String name, Fault.Breakage how) {
        try (LambdaClient functions = owner().lambda()) {
            switch (how) {
                case CRASHING -> {
                    String handler = functions
                            .getFunctionConfiguration(get -> get.functionName(name))
                            .handler();
                    if (!handler.equals(MISSING)) {
                        broken.put(name + " handler", () -> handler(name, handler));
                        functions.updateFunctionConfiguration(
                                update -> update.functionName(name).handler(MISSING));
                    }
                }
                case HURRIED -> {
                    int timeout = functions
                            .getFunctionConfiguration(get -> get.functionName(name))
                            .timeout();
                    if (timeout > 1) {
                        broken.put(name + " timeout", () -> timeout(name, timeout));
                        functions.updateFunctionConfiguration(
                                update -> update.functionName(name).timeout(1));
                    }
                }
                case THROTTLED -> {
                    broken.put(name + " concurrency", () -> free(name));
                    functions.putFunctionConcurrency(
                            put -> put.functionName(name).reservedConcurrentExecutions(0));
                }
            }
        } catch (SdkException e) {
            return;
        }
    }

    /**
     * Makes all functions as they were.
     *
     * @throws SdkException if that was not possible now
     */
    void mend() {
        for (Map.Entry<String, Runnable> one : new ArrayList<>(broken.entrySet())) {
            one.getValue().run();
            broken.remove(one.getKey());
        }
    }

    private void handler(String name, String handler) {
        try (LambdaClient functions = owner().lambda()) {
            functions.updateFunctionConfiguration(
                    update -> update.functionName(name).handler(handler));
        }
    }

    private void timeout(String name, int seconds) {
        try (LambdaClient functions = owner().lambda()) {
            functions.updateFunctionConfiguration(
                    update -> update.functionName(name).timeout(seconds));
        }
    }

    private void free(String name) {
        try (LambdaClient functions = owner().lambda()) {
            functions.deleteFunctionConcurrency(delete -> delete.functionName(name));
        }
    }
}
