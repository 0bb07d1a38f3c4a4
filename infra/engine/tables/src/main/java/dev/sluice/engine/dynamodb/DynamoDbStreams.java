package dev.sluice.engine.dynamodb;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.dynamodb.stream.StreamLog;
import dev.sluice.engine.dynamodb.stream.StreamOperations;
import dev.sluice.engine.kernel.Kernel;
import java.util.List;
import java.util.Map;

/** DynamoDB Streams: a service of its own on the wire, whose signatures say {@code dynamodb}. */
final class DynamoDbStreams implements Service {

    private final Map<String, Operation> operations;

    DynamoDbStreams(Kernel kernel, StreamLog log) {
        this.operations = new StreamOperations(kernel, log).operations();
    }

    @Override
    public String name() {
        return "streams.dynamodb";
    }

    @Override
    public String signingName() {
        return "dynamodb";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("DynamoDBStreams_20120810", "1.0"));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }
}
