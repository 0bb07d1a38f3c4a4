package dev.sluice.bench.aws;

import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Creates the resources of a bench under unused names, and removes them again from an external endpoint: one that is
 * measured several times begins each time with the same.
 */
public final class Setup implements AutoCloseable {

    private record Call(Operation operation, String body) {}

    private final Connection connection;
    private final boolean keep;
    private final String suffix = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private final Deque<Call> undo = new ArrayDeque<>();

    public Setup(Subject subject) {
        this.connection = subject.connect();
        this.keep = subject.own();
    }

    /** A bus; its name. */
    public String bus() {
        String name = "bench-" + suffix;
        connection.send(Operation.events("CreateEventBus"), "{\"Name\":\"" + name + "\"}");
        undo(Operation.events("DeleteEventBus"), "{\"Name\":\"" + name + "\"}");
        return name;
    }

    /** A table with a stream, whose key is {@code orderId}; its name. */
    public String table() {
        String name = "orders-" + suffix;
        connection.send(
                Operation.dynamoDb("CreateTable"),
                "{\"TableName\":\"" + name
                        + "\",\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":[{\"AttributeName\":\"orderId\",\"AttributeType\":\"S\"}],"
                        + "\"KeySchema\":[{\"AttributeName\":\"orderId\",\"KeyType\":\"HASH\"}],"
                        + "\"StreamSpecification\":{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}}");
        undo(Operation.dynamoDb("DeleteTable"), "{\"TableName\":\"" + name + "\"}");
        return name;
    }

    /** A queue; its URL. */
    public String queue() {
        String url = connection
                .call(Operation.sqs("CreateQueue"), "{\"QueueName\":\"bench-" + suffix + "\"}")
                .path("QueueUrl")
                .asText();
        undo(Operation.sqs("DeleteQueue"), "{\"QueueUrl\":\"" + url + "\"}");
        return url;
    }

    /** A rule that sends what the benches publish to the queue. */
    public void route(String bus, String url) {
        route(bus, url, "bench");
    }

    /** A rule that sends what comes from a source to the queue. */
    public void route(String bus, String url, String source) {
        String arn = connection
                .call(
                        Operation.sqs("GetQueueAttributes"),
                        "{\"QueueUrl\":\"" + url + "\",\"AttributeNames\":[\"QueueArn\"]}")
                .at("/Attributes/QueueArn")
                .asText();
        String policy =
                "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"events.amazonaws.com\\\"},"
                        + "\\\"Action\\\":\\\"sqs:SendMessage\\\",\\\"Resource\\\":\\\"" + arn + "\\\"}]}";
        connection.send(
                Operation.sqs("SetQueueAttributes"),
                "{\"QueueUrl\":\"" + url + "\",\"Attributes\":{\"Policy\":\"" + policy + "\"}}");
        String rule = "\"EventBusName\":\"" + bus + "\",\"";
        connection.send(
                Operation.events("PutRule"),
                "{" + rule + "Name\":\"bench\",\"EventPattern\":\"{\\\"source\\\":[\\\"" + source + "\\\"]}\"}");
        undo(Operation.events("DeleteRule"), "{" + rule + "Name\":\"bench\"}");
        connection.send(
                Operation.events("PutTargets"),
                "{" + rule + "Rule\":\"bench\",\"Targets\":[{\"Id\":\"q\",\"Arn\":\"" + arn + "\"}]}");
        undo(Operation.events("RemoveTargets"), "{" + rule + "Rule\":\"bench\",\"Ids\":[\"q\"]}");
    }

    private void undo(Operation operation, String body) {
        undo.push(new Call(operation, body));
    }

    @Override
    public void close() {
        try (connection) {
            if (!keep) {
                undo.forEach(call -> connection.send(call.operation(), call.body()));
            }
        }
    }
}
