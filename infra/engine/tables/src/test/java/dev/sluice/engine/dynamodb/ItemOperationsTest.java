package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemOperationsTest {

    @TempDir
    Path folder;

    private Dynamo dynamo;

    @BeforeEach
    void open() {
        dynamo = Dynamo.open(folder);
        dynamo.call("CreateTable", Dynamo.HASH_TABLE);
        dynamo.call("CreateTable", Dynamo.RANGE_TABLE);
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    private JsonNode get(String id) {
        return dynamo.call("GetItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"" + id + "\"}}}")
                .path("Item");
    }

    private void put(String item) {
        dynamo.call("PutItem", "{\"TableName\":\"plain\",\"Item\":" + item + "}");
    }

    @Test
    void whatWasPutIsThereUntilItIsDeleted() {
        put("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1.50\"}}");
        assertThat(get("a")).isEqualTo(Dynamo.json("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1.5\"}}"));
        JsonNode deleted = dynamo.call(
                "DeleteItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ReturnValues\":\"ALL_OLD\"}");
        assertThat(deleted.path("Attributes").path("n").path("N").asText()).isEqualTo("1.5");
        assertThat(get("a").isMissingNode()).isTrue();
    }

    @Test
    void aConditionThatFailsChangesNothingAndShowsTheItemIfAsked() {
        put("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}");
        AwsException failure = dynamo.failure(
                "PutItem",
                "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"a\"}},\"ConditionExpression\":\"attribute_not_exists(id)\","
                        + "\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"}");
        assertThat(failure.code()).isEqualTo("ConditionalCheckFailedException");
        assertThat(failure.message()).isEqualTo("The conditional request failed");
        assertThat(failure.members().path("Item").path("n").path("N").asText()).isEqualTo("1");
        assertThat(get("a").has("n")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "NONE | ^^",
                "ALL_OLD | {\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},\"m\":{\"M\":{\"x\":{\"S\":\"1\"},\"y\":{\"S\":\"2\"}}}}",
                "UPDATED_OLD | {\"n\":{\"N\":\"1\"},\"m\":{\"M\":{\"x\":{\"S\":\"1\"}}}}",
                "ALL_NEW | {\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"2\"},\"m\":{\"M\":{\"x\":{\"S\":\"z\"},\"y\":{\"S\":\"2\"}}},\"new\":{\"S\":\"z\"}}",
                "UPDATED_NEW | {\"n\":{\"N\":\"2\"},\"m\":{\"M\":{\"x\":{\"S\":\"z\"}}},\"new\":{\"S\":\"z\"}}",
            })
    void anUpdateReturnsWhatWasAskedFor(String returnValues, String expected) {
        put("{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},\"m\":{\"M\":{\"x\":{\"S\":\"1\"},\"y\":{\"S\":\"2\"}}}}");
        JsonNode output = dynamo.call(
                "UpdateItem",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ReturnValues\":\"" + returnValues + "\","
                        + "\"UpdateExpression\":\"SET #n = :z, m.x = :z ADD n :one\",\"ExpressionAttributeNames\":{\"#n\":\"new\"},"
                        + "\"ExpressionAttributeValues\":{\":z\":{\"S\":\"z\"},\":one\":{\"N\":\"1\"}}}");
        if (expected.isEmpty()) {
            assertThat(output.has("Attributes")).isFalse();
        } else {
            assertThat(output.path("Attributes")).isEqualTo(Dynamo.json(expected));
        }
    }

    @Test
    void anUpdateOfNoItemMakesOneOutOfItsKey() {
        dynamo.call("UpdateItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
        assertThat(get("a")).isEqualTo(Dynamo.json("{\"id\":{\"S\":\"a\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"n\":{\"N\":\"1\"}} | One or more parameter values were invalid: Missing the key id in the item",
                "{\"id\":{\"N\":\"1\"}} | One or more parameter values were invalid: Type mismatch for key id expected: S actual: N",
                "{\"id\":{\"S\":\"\"}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id",
            })
    void anItemWithoutItsKeyIsRefused(String item, String message) {
        AwsException failure = dynamo.failure("PutItem", "{\"TableName\":\"plain\",\"Item\":" + item + "}");
        assertThat(failure.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"},\"g\":{\"N\":\"1\"}} | One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: by-g",
                "{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"},\"l\":{\"S\":\"\"}} | One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: by-l, IndexKey: l",
            })
    void anItemWithAWrongIndexKeyIsRefused(String item, String message) {
        AwsException failure = dynamo.failure("PutItem", "{\"TableName\":\"ranged\",\"Item\":" + item + "}");
        assertThat(failure.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "{}",
        "{\"pk\":{\"S\":\"a\"}}",
        "{\"pk\":{\"S\":\"a\"};\"sk\":{\"S\":\"1\"}}",
        "{\"pk\":{\"S\":\"a\"};\"sk\":{\"N\":\"1\"};\"x\":{\"N\":\"1\"}}"
    })
    void aKeyMustBeTheKeyAndNothingElse(String key) {
        String input = "{\"TableName\":\"ranged\",\"Key\":" + key.replace(';', ',') + "}";
        assertThat(dynamo.failure("GetItem", input).message())
                .isEqualTo("The provided key element does not match the schema");
    }

    @Test
    void anItemOfMoreThan400KbIsRefused() {
        String large = "x".repeat(400 * 1024 - 4);
        put("{\"id\":{\"S\":\"a\"},\"v\":{\"S\":\"" + large + "\"}}");
        AwsException put = dynamo.failure(
                "PutItem",
                "{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"a\"},\"v\":{\"S\":\"" + large + "x\"}}}");
        assertThat(put.message()).isEqualTo("Item size has exceeded the maximum allowed size");
        AwsException update = dynamo.failure(
                "UpdateItem",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"UpdateExpression\":\"SET w = :w\","
                        + "\"ExpressionAttributeValues\":{\":w\":{\"S\":\"w\"}}}");
        assertThat(update.message()).isEqualTo("Item size to update has exceeded the maximum allowed size");
    }

    @Test
    void aTableThatIsNotThereIsNotFound() {
        AwsException failure = dynamo.failure("GetItem", "{\"TableName\":\"nothing\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
        assertThat(failure.code()).isEqualTo("ResourceNotFoundException");
        assertThat(failure.message()).isEqualTo("Requested resource not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | 1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
                "{\"TableName\":\"ab\",\"Key\":{}} | TableName must be at least 3 characters long and at most 255 characters long",
                "{\"TableName\":\"a b c\",\"Key\":{}} | 1 validation error detected: Value 'a b c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                "{\"TableName\":\"plain\"} | 1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ReturnValues\":\"SOME\"} | 1 validation error detected: Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ReturnValues\":\"ALL_NEW\"} | ReturnValues can only be ALL_OLD or NONE",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ExpressionAttributeValues\":{\":a\":{\"S\":\"a\"}}} | ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ExpressionAttributeNames\":{\"#a\":\"a\"}} | ExpressionAttributeNames can only be specified when using expressions",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ConditionExpression\":\"attribute_exists(id)\",\"ExpressionAttributeNames\":{\"#a\":\"a\"}} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ConditionExpression\":\"id = :a\",\"ExpressionAttributeValues\":{\":a\":{\"N\":\"x\"}}} | ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"Expected\":{}} | The legacy parameter Expected is not supported by this engine; use ConditionExpression",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ConditionExpression\":\"attribute_exists(id.x)\"} | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id",
            })
    void aWrongRequestIsRefusedInTheWordsOfDynamoDb(String input, String message) {
        AwsException failure = dynamo.failure("DeleteItem", input);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.code()).isEqualTo("ValidationException");
    }

    @Test
    void anUpdateCannotChangeTheKey() {
        AwsException failure = dynamo.failure(
                "UpdateItem",
                "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"UpdateExpression\":\"SET id = :b\","
                        + "\"ExpressionAttributeValues\":{\":b\":{\"S\":\"b\"}}}");
        assertThat(failure.message())
                .isEqualTo("One or more parameter values were invalid: Cannot update attribute id."
                        + " This attribute is part of the key");
    }

    @Test
    void capacityIsToldToThoseWhoAsk() {
        JsonNode put = dynamo.call(
                "PutItem",
                "{\"TableName\":\"plain\",\"ReturnConsumedCapacity\":\"TOTAL\",\"Item\":{\"id\":{\"S\":\"a\"},\"v\":{\"S\":\""
                        + "x".repeat(2_000) + "\"}}}");
        assertThat(put.path("ConsumedCapacity").path("CapacityUnits").asDouble())
                .isEqualTo(2);
        JsonNode get = dynamo.call(
                "GetItem",
                "{\"TableName\":\"plain\",\"ReturnConsumedCapacity\":\"INDEXES\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
        assertThat(get.path("ConsumedCapacity"))
                .isEqualTo(Dynamo.json(
                        "{\"TableName\":\"plain\",\"CapacityUnits\":0.5,\"Table\":{\"CapacityUnits\":0.5}}"));
    }

    @Test
    void aTableOfAnotherAccountIsNamedByItsArn() {
        put("{\"id\":{\"S\":\"a\"}}");
        dynamo.caller = Caller.root("111122223333");
        assertThat(dynamo.failure("GetItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}}}")
                        .code())
                .isEqualTo("ResourceNotFoundException");
        JsonNode found = dynamo.call(
                "GetItem",
                "{\"TableName\":\"arn:aws:dynamodb:us-east-1:000000000000:table/plain\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
        assertThat(found.has("Item")).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Scan               | {"TableName":"none","Segment":5,"TotalSegments":2} | Segment: 5 is not less than TotalSegments: 2
            Scan               | {"TableName":"none","Limit":0} | greater than or equal to 1
            Query              | {"TableName":"none","Limit":0,"KeyConditionExpression":"id = :i","ExpressionAttributeValues":{":i":{"S":"a"}}} | greater than or equal to 1
            PutItem            | {"TableName":"none","Item":{"id":{"S":"a"}},"ReturnValues":"BOGUS"}          | Value 'BOGUS' at 'returnValues'
            PutItem            | {"TableName":"none","Item":{"id":{"S":"a"}},"ReturnValues":"ALL_NEW"}        | ReturnValues can only be ALL_OLD or NONE
            PutItem            | {"TableName":"none"}                                                         | Value null at 'item'
            UpdateItem         | {"TableName":"none"}                                                         | Value null at 'key'
            DeleteItem         | {"TableName":"none","Key":{},"ReturnItemCollectionMetrics":"x"}              | Value 'x' at 'returnItemCollectionMetrics'
            GetItem            | {"TableName":"none","Key":{"id":{"S":"a"}},"ReturnConsumedCapacity":"x"}     | Value 'x' at 'returnConsumedCapacity'
            Query              | {"TableName":"none","Select":"x"}                                            | Value 'x' at 'select'
            Scan               | {"TableName":"none","Select":"x"}                                            | Value 'x' at 'select'
            BatchGetItem       | {"RequestItems":{"none":{"Keys":[{"id":{"S":"a"}}]}},"ReturnConsumedCapacity":"x"} | Value 'x' at 'returnConsumedCapacity'
            TransactWriteItems | {"TransactItems":[{"Put":{"TableName":"none","Item":{"id":{"S":"a"}},"ReturnValuesOnConditionCheckFailure":"x"}}]} | Value 'x' at 'returnValuesOnConditionCheckFailure'
            """)
    void aRequestIsCheckedAsAWholeBeforeItsTableIsLookedUp(String operation, String input, String message) {
        Assertions.assertThatThrownBy(() -> dynamo.call(operation, input)).hasMessageContaining(message);
    }
}
