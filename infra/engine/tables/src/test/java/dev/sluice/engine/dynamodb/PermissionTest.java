package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Access;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operation asks for its own permission on the right resource before it reveals or does anything. */
class PermissionTest {

    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/plain";

    @TempDir
    Path folder;

    private Store store;
    private Aws aws;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        aws = new Aws();
        Settings settings = new Settings("000000000000", "us-east-1", folder, true);
        DynamoDb service =
                new DynamoDb(new Kernel(settings, store, new ManualTime(), Ids.random(), new DenyAll(), aws));
        aws.register(service);
        aws.register(service.streams());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "GetItem | {\"TableName\":\"plain\",\"Key\":{}} | dynamodb:GetItem table/plain",
                "PutItem | {\"TableName\":\"plain\",\"Item\":{}} | dynamodb:PutItem table/plain",
                "UpdateItem | {\"TableName\":\"plain\",\"Key\":{}} | dynamodb:UpdateItem table/plain",
                "DeleteItem | {\"TableName\":\"plain\",\"Key\":{}} | dynamodb:DeleteItem table/plain",
                "Query | {\"TableName\":\"plain\"} | dynamodb:Query table/plain",
                "Query | {\"TableName\":\"plain\",\"IndexName\":\"by-g\"} | dynamodb:Query table/plain/index/by-g",
                "Scan | {\"TableName\":\"plain\",\"IndexName\":\"by-g\"} | dynamodb:Scan table/plain/index/by-g",
                "BatchGetItem | {\"RequestItems\":{\"plain\":{\"Keys\":[]}}} | dynamodb:BatchGetItem table/plain",
                "BatchWriteItem | {\"RequestItems\":{\"plain\":[]}} | dynamodb:BatchWriteItem table/plain",
                "TransactGetItems | {\"TransactItems\":[{\"Get\":{\"TableName\":\"plain\"}}]} | dynamodb:GetItem table/plain",
                "TransactWriteItems | {\"TransactItems\":[{\"Put\":{\"TableName\":\"plain\"}}]} | dynamodb:PutItem table/plain",
                "TransactWriteItems | {\"TransactItems\":[{\"Update\":{\"TableName\":\"plain\"}}]} | dynamodb:UpdateItem table/plain",
                "TransactWriteItems | {\"TransactItems\":[{\"Delete\":{\"TableName\":\"plain\"}}]} | dynamodb:DeleteItem table/plain",
                "TransactWriteItems | {\"TransactItems\":[{\"ConditionCheck\":{\"TableName\":\"plain\"}}]} | dynamodb:ConditionCheckItem table/plain",
                "CreateTable | {\"TableName\":\"plain\"} | dynamodb:CreateTable table/plain",
                "DescribeTable | {\"TableName\":\"plain\"} | dynamodb:DescribeTable table/plain",
                "UpdateTable | {\"TableName\":\"plain\"} | dynamodb:UpdateTable table/plain",
                "DeleteTable | {\"TableName\":\"plain\"} | dynamodb:DeleteTable table/plain",
                "UpdateTimeToLive | {\"TableName\":\"plain\"} | dynamodb:UpdateTimeToLive table/plain",
                "DescribeTimeToLive | {\"TableName\":\"plain\"} | dynamodb:DescribeTimeToLive table/plain",
                "TagResource | {\"ResourceArn\":\"arn:aws:dynamodb:us-east-1:000000000000:table/plain\"} | dynamodb:TagResource table/plain",
                "PutResourcePolicy | {\"ResourceArn\":\"arn:aws:dynamodb:us-east-1:000000000000:table/plain\"} | dynamodb:PutResourcePolicy table/plain",
                "DescribeContinuousBackups | {\"TableName\":\"plain\"} | dynamodb:DescribeContinuousBackups table/plain",
                "ListTables | {} | dynamodb:ListTables *",
                "DescribeLimits | {} | dynamodb:DescribeLimits *",
                "DescribeStream | {\"StreamArn\":\"arn:aws:dynamodb:us-east-1:000000000000:table/plain/stream/x\"} | dynamodb:DescribeStream table/plain/stream/x",
                "GetShardIterator | {\"StreamArn\":\"arn:aws:dynamodb:us-east-1:000000000000:table/plain/stream/x\"} | dynamodb:GetShardIterator table/plain/stream/x",
                "ListStreams | {} | dynamodb:ListStreams *",
            })
    void anOperationNeedsItsPermission(String operation, String input, String needed) {
        String service = operation.contains("Stream") || operation.contains("Shard") ? "streams.dynamodb" : "dynamodb";
        AwsException failure = Dynamo.failure(
                () -> aws.call(Caller.root("000000000000"), service, operation, (ObjectNode) Dynamo.json(input)));
        assertThat(failure.code()).isEqualTo("AccessDeniedException");
        assertThat(failure.message().replace(TABLE, "table/plain")).isEqualTo(needed);
    }

    private static final class DenyAll implements Access {
        @Override
        public void require(Caller caller, String action, String resourceArn, Context context) {
            throw AwsException.of("AccessDeniedException", action + " " + resourceArn);
        }

        @Override
        public void resourcePolicies(String service, Function<String, Optional<JsonNode>> policies) {}

        @Override
        public void requireTrust(Caller caller, String roleArn) {}

        @Override
        public Caller assume(String roleArn, String service, String sourceArn) {
            return caller(roleArn);
        }

        private static Caller caller(String roleArn) {
            return Caller.role(roleArn, "test");
        }
    }
}
