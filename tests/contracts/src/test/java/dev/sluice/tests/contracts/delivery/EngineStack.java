package dev.sluice.tests.contracts.delivery;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An engine with the tables and queues that delivery uses, and the environment that its functions get. */
public final class EngineStack implements AutoCloseable {

    private final Engine engine;
    private final LocalCredentials.Keys keys;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;

    public EngineStack(Path data) {
        engine = Engine.start(Options.empty(new Settings("000000000000", "us-east-1", data, true), 0));
        keys = LocalCredentials.in(data).root("000000000000");
        dynamoDb = configure(DynamoDbClient.builder()).build();
        sqs = configure(SqsClient.builder()).build();
        table("endpoints", "tenant", "endpointId");
        journal();
        table("control", "pk", "sk");
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public SqsClient sqs() {
        return sqs;
    }

    /** The next so many batch requests of DynamoDB leave half unprocessed. */
    public void leaveUnprocessed(int requests) {
        engine.leaveUnprocessed(requests);
    }

    public String queue(String name) {
        return sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
    }

    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL", engine.url().toString());
        environment.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
        environment.put("ENDPOINTS_TABLE", "endpoints");
        environment.put("JOURNAL_TABLE", "journal");
        environment.put("CONTROL_TABLE", "control");
        environment.put("ALLOWED_NETWORKS", "127.0.0.0/8");
        environment.put("ALLOW_INSECURE_ENDPOINTS", "true");
        return environment;
    }

    /** A table with a partition key and nothing else. */
    public void table(String name, String partition) {
        dynamoDb.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(partition, KeyType.HASH))
                .attributeDefinitions(attribute(partition)));
        dynamoDb.waiter().waitUntilTableExists(table -> table.tableName(name));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(engine.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())));
    }

    private void table(String name, String partition, String sort) {
        dynamoDb.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(partition, KeyType.HASH), key(sort, KeyType.RANGE))
                .attributeDefinitions(attribute(partition), attribute(sort)));
        dynamoDb.waiter().waitUntilTableExists(table -> table.tableName(name));
    }

    /** As the construct makes it. */
    private void journal() {
        dynamoDb.createTable(table -> table.tableName("journal")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("id", KeyType.HASH), key("entry", KeyType.RANGE))
                .attributeDefinitions(
                        attribute("id"),
                        attribute("entry"),
                        attribute("messagesOf"),
                        attribute("messageAt"),
                        attribute("attemptsOf"),
                        attribute("failuresOf"),
                        attribute("attemptAt"))
                .globalSecondaryIndexes(
                        index(
                                "messages",
                                "messagesOf",
                                "messageAt",
                                "type",
                                "eventId",
                                "channels",
                                "tags",
                                "expiresAt"),
                        index("attempts", "attemptsOf", "attemptAt", "status"),
                        index("failures", "failuresOf", "attemptAt", "status")));
        dynamoDb.waiter().waitUntilTableExists(table -> table.tableName("journal"));
    }

    private static GlobalSecondaryIndex index(String name, String partition, String sort, String... attributes) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(partition, KeyType.HASH), key(sort, KeyType.RANGE))
                .projection(projection ->
                        projection.projectionType(ProjectionType.INCLUDE).nonKeyAttributes(attributes))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        engine.close();
    }
}
