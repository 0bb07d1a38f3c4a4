package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What the AWS SDK for Java sees over HTTP, signatures enforced. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkTest {

    private Path data;
    private Engine engine;
    private DynamoDbClient client;
    private DynamoDbStreamsClient streams;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        engine = Engine.start(Options.empty(new Settings("000000000000", "us-east-1", data, true), 0));
        client = configure(DynamoDbClient.builder()).build();
        streams = configure(DynamoDbStreamsClient.builder()).build();
        client.createTable(table -> table.tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("id", KeyType.HASH), key("line", KeyType.RANGE))
                .attributeDefinitions(attribute("id", ScalarAttributeType.S), attribute("line", ScalarAttributeType.N))
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        client.waiter().waitUntilTableExists(table -> table.tableName("orders"));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
        LocalCredentials.Keys keys = LocalCredentials.in(data).root("000000000000");
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(engine.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())));
    }

    @AfterAll
    void stop() {
        client.close();
        streams.close();
        engine.close();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }

    private void put(String id, int line, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new java.util.HashMap<>(more);
        item.put("id", s(id));
        item.put("line", n(line));
        client.putItem(put -> put.tableName("orders").item(item));
    }

    @Test
    void everyTypeOfValueComesBack() {
        Map<String, AttributeValue> values = Map.of(
                "s", s("text é😀"),
                "n", AttributeValue.fromN("-12345.678"),
                "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
                "t", AttributeValue.fromBool(false),
                "z", AttributeValue.fromNul(true),
                "m", AttributeValue.fromM(Map.of("l", AttributeValue.fromL(List.of(n(1), s(""))))),
                "ss", AttributeValue.fromSs(List.of("b", "a")),
                "ns", AttributeValue.fromNs(List.of("2", "1")),
                "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
        put("types", 1, values);
        Map<String, AttributeValue> item = client.getItem(
                        get -> get.tableName("orders").key(Map.of("id", s("types"), "line", n(1))))
                .item();
        assertThat(item).containsAllEntriesOf(values).hasSize(11);
    }

    @Test
    void errorsAreTheTypesOfTheSdk() {
        put("error", 1, Map.of("v", s("old")));
        ConditionalCheckFailedException failed = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> client.updateItem(update -> update.tableName("orders")
                        .key(Map.of("id", s("error"), "line", n(1)))
                        .updateExpression("SET v = :v")
                        .conditionExpression("v <> :old")
                        .expressionAttributeValues(Map.of(":v", s("new"), ":old", s("old")))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertThat(failed.item().get("v")).isEqualTo(s("old"));
        assertThatThrownBy(() -> client.describeTable(t -> t.tableName("nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.createTable(table -> table.tableName("orders")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key("id", KeyType.HASH))
                        .attributeDefinitions(attribute("id", ScalarAttributeType.S))))
                .isInstanceOf(ResourceInUseException.class);
        TransactionCanceledException cancelled = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> client.transactWriteItems(t -> t.transactItems(TransactWriteItem.builder()
                        .put(put -> put.tableName("orders")
                                .item(Map.of("id", s("error"), "line", n(1)))
                                .conditionExpression("attribute_not_exists(id)"))
                        .build())));
        assertThat(cancelled.cancellationReasons().get(0).code()).isEqualTo("ConditionalCheckFailed");
    }

    @Test
    void paginatorsAndBatchesGoThroughAll() {
        for (int i = 0; i < 20; i++) {
            put("pages", i, Map.of());
        }
        List<String> lines = new ArrayList<>();
        client.queryPaginator(query -> query.tableName("orders")
                        .limit(3)
                        .scanIndexForward(false)
                        .keyConditionExpression("id = :id AND line BETWEEN :a AND :b")
                        .expressionAttributeValues(Map.of(":id", s("pages"), ":a", n(5), ":b", n(12))))
                .items()
                .forEach(item -> lines.add(item.get("line").n()));
        assertThat(lines).containsExactly("12", "11", "10", "9", "8", "7", "6", "5");
        assertThat(client.scanPaginator(scan -> scan.tableName("orders")
                                .limit(6)
                                .filterExpression("id = :id")
                                .expressionAttributeValues(Map.of(":id", s("pages"))))
                        .items())
                .hasSize(20);
    }

    @Test
    void aStreamIsReadAsTheKinesisAdapterDoes() {
        TableDescription table =
                client.describeTable(t -> t.tableName("orders")).table();
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        String arn = table.latestStreamArn();
        String shard = streams.describeStream(d -> d.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        String iterator = streams.getShardIterator(
                        get -> get.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.LATEST))
                .shardIterator();
        put("stream", 1, Map.of("v", s("1")));
        List<Record> records =
                streams.getRecords(get -> get.shardIterator(iterator)).records();
        assertThat(records).hasSize(1);
        assertThat(records.get(0).eventName()).isEqualTo(OperationType.INSERT);
        assertThat(records.get(0).dynamodb().newImage()).containsEntry("v", s("1"));
        assertThat(records.get(0).dynamodb().approximateCreationDateTime()).isNotNull();
    }
}
