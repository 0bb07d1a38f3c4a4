package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;

/** DynamoDB in a folder, with operations as JSON. */
final class Dynamo implements AutoCloseable {

    static final String HASH_TABLE = """
            {"TableName":"plain","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}""";
    static final String RANGE_TABLE = """
            {"TableName":"ranged","BillingMode":"PAY_PER_REQUEST",
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"},
               {"AttributeName":"g","AttributeType":"S"},{"AttributeName":"l","AttributeType":"S"}],
             "GlobalSecondaryIndexes":[
               {"IndexName":"by-g","KeySchema":[{"AttributeName":"g","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
                "Projection":{"ProjectionType":"ALL"}},
               {"IndexName":"g-keys","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
                "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["v"]}}],
             "LocalSecondaryIndexes":[
               {"IndexName":"by-l","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"l","KeyType":"RANGE"}],
                "Projection":{"ProjectionType":"KEYS_ONLY"}}]}""";

    final ManualTime time;
    final Kernel kernel;
    final DynamoDb service;
    Caller caller = Caller.root("000000000000");

    private Dynamo(Path folder, ManualTime time) {
        this.time = time;
        this.kernel = TestKernel.open(folder, time);
        this.service = new DynamoDb(kernel);
        kernel.aws().register(service);
        kernel.aws().register(service.streams());
        service.start();
    }

    static Dynamo open(Path folder) {
        return new Dynamo(folder, new ManualTime());
    }

    static Dynamo open(Path folder, ManualTime time) {
        return new Dynamo(folder, time);
    }

    JsonNode call(String operation, String input) {
        return kernel.aws().call(caller, "dynamodb", operation, (ObjectNode) json(input));
    }

    JsonNode stream(String operation, String input) {
        return kernel.aws().call(caller, "streams.dynamodb", operation, (ObjectNode) json(input));
    }

    /** The failure that this call must end in. */
    AwsException failure(String operation, String input) {
        return failure(() -> call(operation, input));
    }

    static AwsException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        AwsException failure = catchThrowableOfType(AwsException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Waits until what was submitted before is committed. */
    void settle() {
        for (int i = 0; i < 20; i++) {
            kernel.store().write(tx -> true);
        }
    }

    @Override
    public void close() {
        service.close();
        kernel.store().close();
    }
}
