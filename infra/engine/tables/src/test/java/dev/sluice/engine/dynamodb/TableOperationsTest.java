package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableOperationsTest {

    @TempDir
    Path folder;

    private Dynamo dynamo;

    @BeforeEach
    void open() {
        dynamo = Dynamo.open(folder);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    private JsonNode describe(String table) {
        return dynamo.call("DescribeTable", "{\"TableName\":\"" + table + "\"}").path("Table");
    }

    @Test
    void aTableIsDescribedAsItWasMade() {
        JsonNode made = dynamo.call("CreateTable", Dynamo.RANGE_TABLE).path("TableDescription");
        assertThat(made.path("TableStatus").asText()).isEqualTo("CREATING");
        assertThat(made.path("BillingModeSummary").has("LastUpdateToPayPerRequestDateTime"))
                .isFalse();
        JsonNode table = describe("ranged");
        assertThat(table.path("TableStatus").asText()).isEqualTo("ACTIVE");
        assertThat(table.path("TableArn").asText()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/ranged");
        assertThat(table.path("BillingModeSummary").path("BillingMode").asText())
                .isEqualTo("PAY_PER_REQUEST");
        assertThat(table.path("KeySchema"))
                .isEqualTo(Dynamo.json(Dynamo.RANGE_TABLE).path("KeySchema"));
        assertThat(table.path("GlobalSecondaryIndexes").findValuesAsText("IndexName"))
                .containsExactly("by-g", "g-keys");
        assertThat(table.at("/LocalSecondaryIndexes/0/IndexArn").asText())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/ranged/index/by-l");
    }

    @Test
    void aTableIsMadeOnceAndFoundByAllWhoList() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        AwsException failure = dynamo.failure("CreateTable", Dynamo.HASH_TABLE);
        assertThat(failure.code()).isEqualTo("ResourceInUseException");
        assertThat(failure.message()).isEqualTo("Table already exists: plain");
        dynamo.call("CreateTable", Dynamo.RANGE_TABLE);
        JsonNode first = dynamo.call("ListTables", "{\"Limit\":1}");
        assertThat(first).isEqualTo(Dynamo.json("{\"TableNames\":[\"plain\"],\"LastEvaluatedTableName\":\"plain\"}"));
        assertThat(dynamo.call("ListTables", "{\"ExclusiveStartTableName\":\"plain\"}"))
                .isEqualTo(Dynamo.json("{\"TableNames\":[\"ranged\"]}"));
    }

    @Test
    void aTableThatWasDeletedIsGoneAndANewOneIsEmpty() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        dynamo.call("PutItem", "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"a\"}}}");
        dynamo.call("DeleteTable", "{\"TableName\":\"plain\"}");
        AwsException failure = dynamo.failure("DescribeTable", "{\"TableName\":\"plain\"}");
        assertThat(failure.code()).isEqualTo("ResourceNotFoundException");
        assertThat(failure.message()).isEqualTo("Requested resource not found: Table: plain not found");
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        assertThat(dynamo.call("Scan", "{\"TableName\":\"plain\"}")
                        .path("Count")
                        .asInt())
                .isZero();
        dynamo.time.advance(Duration.ofSeconds(30));
        dynamo.settle();
        long rows = dynamo.kernel
                .store()
                .read(tx -> tx.query(row -> row.getLong(1), "SELECT count(*) FROM ddb_item"))
                .get(0);
        assertThat(rows).isZero();
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        dynamo.call("UpdateTable", "{\"TableName\":\"plain\",\"DeletionProtectionEnabled\":true}");
        assertThat(dynamo.failure("DeleteTable", "{\"TableName\":\"plain\"}").message())
                .contains("protected against deletion");
    }

    @Test
    void anIndexThatIsAddedHoldsWhatWasThereAndOneThatIsRemovedIsGone() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        dynamo.call("PutItem", "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"a\"},\"color\":{\"S\":\"red\"}}}");
        dynamo.call(
                "UpdateTable",
                "{\"TableName\":\"plain\",\"AttributeDefinitions\":[{\"AttributeName\":\"color\",\"AttributeType\":\"S\"}],"
                        + "\"GlobalSecondaryIndexUpdates\":[{\"Create\":{\"IndexName\":\"colors\",\"KeySchema\":[{\"AttributeName\":\"color\",\"KeyType\":\"HASH\"}],"
                        + "\"Projection\":{\"ProjectionType\":\"ALL\"}}}]}");
        dynamo.call("PutItem", "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"b\"},\"color\":{\"S\":\"red\"}}}");
        String query = "{\"TableName\":\"plain\",\"IndexName\":\"colors\",\"KeyConditionExpression\":\"color = :c\","
                + "\"ExpressionAttributeValues\":{\":c\":{\"S\":\"red\"}}}";
        assertThat(dynamo.call("Query", query).path("Count").asInt()).isEqualTo(2);
        dynamo.call(
                "UpdateTable",
                "{\"TableName\":\"plain\",\"GlobalSecondaryIndexUpdates\":[{\"Delete\":{\"IndexName\":\"colors\"}}]}");
        assertThat(dynamo.failure("Query", query).message())
                .isEqualTo("The table does not have the specified index: colors");
        assertThat(describe("plain").path("AttributeDefinitions")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"RANGE\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}] | Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"x\",\"AttributeType\":\"S\"}] | One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: [x]",
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"},{\"AttributeName\":\"x\",\"AttributeType\":\"S\"}] | One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"M\"}] | 1 validation error detected: Value 'M' at 'attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]",
                "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],\"LocalSecondaryIndexes\":[{\"IndexName\":\"loc\",\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],\"Projection\":{\"ProjectionType\":\"ALL\"}}] | One or more parameter values were invalid: Index KeySchema does not have a range key for index: loc",
            })
    void aWrongDefinitionIsRefusedInTheWordsOfDynamoDb(String members, String message) {
        AwsException failure = dynamo.failure(
                "CreateTable", "{\"TableName\":\"wrong\",\"BillingMode\":\"PAY_PER_REQUEST\"," + members + "}");
        assertThat(failure.message()).isEqualTo(message);
    }

    @Test
    void provisionedThroughputIsRequiredUnlessBilledPerRequest() {
        String keys = "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}]";
        assertThat(dynamo.failure("CreateTable", "{\"TableName\":\"wrong\"," + keys + "}")
                        .message())
                .isEqualTo(
                        "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be"
                                + " specified when BillingMode is PROVISIONED");
        dynamo.call(
                "CreateTable",
                "{\"TableName\":\"right\"," + keys
                        + ",\"ProvisionedThroughput\":{\"ReadCapacityUnits\":5,\"WriteCapacityUnits\":6}}");
        assertThat(describe("right")
                        .at("/ProvisionedThroughput/WriteCapacityUnits")
                        .asInt())
                .isEqualTo(6);
        dynamo.call("UpdateTable", "{\"TableName\":\"right\",\"BillingMode\":\"PAY_PER_REQUEST\"}");
        assertThat(describe("right").at("/BillingModeSummary/BillingMode").asText())
                .isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void timeToLiveIsOnOrOff() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        String on = "{\"TableName\":\"plain\",\"TimeToLiveSpecification\":{\"AttributeName\":\"e\",\"Enabled\":true}}";
        dynamo.call("UpdateTimeToLive", on);
        assertThat(dynamo.failure("UpdateTimeToLive", on).message()).isEqualTo("TimeToLive is already enabled");
        assertThat(dynamo.call("DescribeTimeToLive", "{\"TableName\":\"plain\"}")
                        .path("TimeToLiveDescription"))
                .isEqualTo(Dynamo.json("{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"e\"}"));
        dynamo.call("UpdateTimeToLive", on.replace("true", "false"));
        assertThat(dynamo.failure("UpdateTimeToLive", on.replace("true", "false"))
                        .message())
                .isEqualTo("TimeToLive is already disabled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TagResource",
                "UntagResource",
                "ListTagsOfResource",
                "PutResourcePolicy",
                "GetResourcePolicy",
                "DeleteResourcePolicy"
            })
    void whatIsNotTheArnOfATableIsRefusedAsAResource(String operation) {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        for (String arn : List.of(
                "not-an-arn",
                "plain",
                "a:b:c:d:e:f/g",
                "arn:aws:sqs:us-east-1:000000000000:plain",
                "arn:aws:dynamodb:eu-west-1:000000000000:table/plain",
                "arn:aws:dynamodb:us-east-1:000000000000:table/ab",
                "arn:aws:dynamodb:us-east-1:000000000000:table/plain/index/by-g")) {
            AwsException failure = dynamo.failure(
                    operation, "{\"ResourceArn\":\"" + arn + "\",\"Tags\":[],\"TagKeys\":[],\"Policy\":\"{}\"}");
            assertThat(failure.code()).isEqualTo("ValidationException");
            assertThat(failure.message()).isEqualTo("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
    }

    @Test
    void tagsBackupsAndPoliciesAreKept() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        String arn = "\"ResourceArn\":\"arn:aws:dynamodb:us-east-1:000000000000:table/plain\"";
        dynamo.call(
                "TagResource",
                "{" + arn + ",\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]}");
        dynamo.call("UntagResource", "{" + arn + ",\"TagKeys\":[\"a\"]}");
        assertThat(dynamo.call("ListTagsOfResource", "{" + arn + "}"))
                .isEqualTo(Dynamo.json("{\"Tags\":[{\"Key\":\"b\",\"Value\":\"2\"}]}"));
        dynamo.call(
                "UpdateContinuousBackups",
                "{\"TableName\":\"plain\",\"PointInTimeRecoverySpecification\":{\"PointInTimeRecoveryEnabled\":true}}");
        assertThat(dynamo.call("DescribeContinuousBackups", "{\"TableName\":\"plain\"}")
                        .findValue("PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(dynamo.failure("GetResourcePolicy", "{" + arn + "}").code()).isEqualTo("PolicyNotFoundException");
        dynamo.call("PutResourcePolicy", "{" + arn + ",\"Policy\":\"{\\\"Statement\\\":[]}\"}");
        assertThat(dynamo.call("GetResourcePolicy", "{" + arn + "}")
                        .path("Policy")
                        .asText())
                .isEqualTo("{\"Statement\":[]}");
    }

    @Test
    void aSecondStreamOrTheEndOfNoneIsRefused() {
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        assertThat(dynamo.failure(
                                "UpdateTable",
                                "{\"TableName\":\"plain\",\"StreamSpecification\":{\"StreamEnabled\":true,\"StreamViewType\":\"KEYS_ONLY\"}}")
                        .message())
                .startsWith("Table already has an enabled stream");
        dynamo.call("UpdateTable", "{\"TableName\":\"plain\",\"StreamSpecification\":{\"StreamEnabled\":false}}");
        assertThat(dynamo.failure(
                                "UpdateTable",
                                "{\"TableName\":\"plain\",\"StreamSpecification\":{\"StreamEnabled\":false}}")
                        .message())
                .startsWith("Table does not have an enabled stream");
    }

    @Test
    void anIndexNameOfTheWrongLengthIsToldItsLength() {
        for (String name : new String[] {"li", "l".repeat(256)}) {
            Assertions.assertThatThrownBy(() -> dynamo.call("CreateTable", """
                    {"TableName":"lengths","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                     "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"GlobalSecondaryIndexes":[{"IndexName":"%s",
                     "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}]}""".formatted(name)))
                    .hasMessageContaining("Member must have length " + (name.length() < 3 ? "greater" : "less"));
        }
    }

    @Test
    void aTablesDescriptionHasWhatItCanServeAndADeletedTablesHasNoKeys() {
        dynamo.call("CreateTable", """
                {"TableName":"shape","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"GlobalSecondaryIndexes":[{"IndexName":"again",
                 "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}]}""");
        String warm = "{\"ReadUnitsPerSecond\":12000,\"WriteUnitsPerSecond\":4000,\"Status\":\"ACTIVE\"}";
        var table = dynamo.call("DescribeTable", "{\"TableName\":\"shape\"}").path("Table");
        assertThat(table.path("WarmThroughput")).hasToString(warm);
        assertThat(table.at("/GlobalSecondaryIndexes/0/WarmThroughput")).hasToString(warm);
        var gone = dynamo.call("DeleteTable", "{\"TableName\":\"shape\"}").path("TableDescription");
        assertThat(gone.path("TableStatus").asText()).isEqualTo("DELETING");
        assertThat(gone.has("AttributeDefinitions") || gone.has("KeySchema") || gone.has("CreationDateTime"))
                .isFalse();
    }
}
