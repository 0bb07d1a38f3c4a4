package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchAndTransactionTest {

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

    private static String put(String id, String more) {
        return "{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"" + id + "\"}" + more + "}}}";
    }

    private static String batch(String requests) {
        return "{\"RequestItems\":{\"plain\":[" + requests + "]}}";
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":{\"S\":\"" + i + "\"}}")
                .collect(Collectors.joining(",", "{\"RequestItems\":{\"plain\":{\"Keys\":[", "]}}}"));
    }

    @Test
    void aBatchPutsAndDeletes() {
        dynamo.call("BatchWriteItem", batch(put("0", "") + "," + put("1", "") + "," + put("2", "")));
        JsonNode output = dynamo.call(
                "BatchWriteItem", batch("{\"DeleteRequest\":{\"Key\":{\"id\":{\"S\":\"1\"}}}}," + put("3", "")));
        assertThat(output).isEqualTo(Dynamo.json("{\"UnprocessedItems\":{}}"));
        JsonNode found = dynamo.call("BatchGetItem", keys(4));
        assertThat(found.path("Responses").path("plain").findValuesAsText("S")).containsExactly("0", "2", "3");
        assertThat(found.path("UnprocessedKeys")).isEmpty();
    }

    @Test
    void aBatchHasLimits() {
        String many = IntStream.range(0, 26).mapToObj(i -> put("" + i, "")).collect(Collectors.joining(","));
        assertThat(dynamo.failure("BatchWriteItem", batch(many)).message())
                .isEqualTo("Too many items requested for the BatchWriteItem call");
        assertThat(dynamo.failure("BatchWriteItem", batch(put("a", "") + "," + put("a", "")))
                        .message())
                .isEqualTo("Provided list of item keys contains duplicates");
        assertThat(dynamo.failure("BatchGetItem", keys(101)).message())
                .isEqualTo("Too many items requested for the BatchGetItem call");
        assertThat(dynamo.failure("BatchWriteItem", "{\"RequestItems\":{}}").code())
                .isEqualTo("ValidationException");
    }

    @Test
    void aBatchOfMoreThan16MbComesBackInPart() {
        String large = ",\"v\":{\"S\":\"" + "x".repeat(390_000) + "\"}";
        for (int i = 0; i < 50; i++) {
            dynamo.call("BatchWriteItem", batch(put("" + i, large)));
        }
        JsonNode output = dynamo.call("BatchGetItem", keys(50));
        int found = output.path("Responses").path("plain").size();
        JsonNode left = output.path("UnprocessedKeys").path("plain").path("Keys");
        assertThat(found).isEqualTo(43);
        assertThat(left).hasSize(7);
    }

    private static String transaction(String token, String... actions) {
        String member = token.isEmpty() ? "" : "\"ClientRequestToken\":\"" + token + "\",";
        return "{" + member + "\"TransactItems\":[" + String.join(",", actions) + "]}";
    }

    private static String add(String id, int n) {
        return "{\"Update\":{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"" + id
                + "\"}},\"UpdateExpression\":\"ADD n :n\",\"ExpressionAttributeValues\":{\":n\":{\"N\":\"" + n
                + "\"}}}}";
    }

    private String number(String id) {
        return dynamo.call("GetItem", "{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"" + id + "\"}}}")
                .path("Item")
                .path("n")
                .path("N")
                .asText("none");
    }

    @Test
    void aTransactionDoesAllOrNothingAndTellsWhy() {
        dynamo.call("TransactWriteItems", transaction("", add("a", 1), add("b", 2)));
        String check = "{\"ConditionCheck\":{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"b\"}},"
                + "\"ConditionExpression\":\"n > :n\",\"ExpressionAttributeValues\":{\":n\":{\"N\":\"2\"}},"
                + "\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"}}";
        AwsException failure = dynamo.failure("TransactWriteItems", transaction("", add("a", 5), check, add("c", 1)));
        assertThat(failure.code()).isEqualTo("TransactionCanceledException");
        assertThat(failure.message())
                .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons"
                        + " [None, ConditionalCheckFailed, None]");
        assertThat(failure.members().path("CancellationReasons"))
                .isEqualTo(Dynamo.json("[{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\","
                        + "\"Message\":\"The conditional request failed\",\"Item\":{\"id\":{\"S\":\"b\"},\"n\":{\"N\":\"2\"}}},"
                        + "{\"Code\":\"None\"}]"));
        assertThat(number("a")).isEqualTo("1");
        assertThat(number("c")).isEqualTo("none");
    }

    @Test
    void aTransactionWithATokenIsDoneOnce() {
        dynamo.call("TransactWriteItems", transaction("token-1", add("a", 1)));
        dynamo.call("TransactWriteItems", transaction("token-1", add("a", 1)));
        assertThat(number("a")).isEqualTo("1");
        AwsException other = dynamo.failure("TransactWriteItems", transaction("token-1", add("a", 2)));
        assertThat(other.code()).isEqualTo("IdempotentParameterMismatchException");
        dynamo.time.advance(Duration.ofMinutes(11));
        dynamo.call("TransactWriteItems", transaction("token-1", add("a", 2)));
        assertThat(number("a")).isEqualTo("3");
    }

    @Test
    void aTransactionThatFailsDoesNotUseUpItsToken() {
        String check = "{\"Put\":{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"a\"}},"
                + "\"ConditionExpression\":\"attribute_exists(id)\"}}";
        assertThat(dynamo.failure("TransactWriteItems", transaction("t", check)).code())
                .isEqualTo("TransactionCanceledException");
        dynamo.call("BatchWriteItem", batch(put("a", "")));
        dynamo.call("TransactWriteItems", transaction("t", check));
    }

    @Test
    void aTransactionWritesEachItemOnce() {
        AwsException failure = dynamo.failure("TransactWriteItems", transaction("", add("a", 1), add("a", 2)));
        assertThat(failure.message()).isEqualTo("Transaction request cannot include multiple operations on one item");
    }

    @Test
    void anErrorOfAnItemIsAReasonToo() {
        dynamo.call("BatchWriteItem", batch(put("s", ",\"n\":{\"S\":\"x\"}")));
        AwsException failure = dynamo.failure("TransactWriteItems", transaction("", add("a", 1), add("s", 1)));
        assertThat(failure.members().path("CancellationReasons").get(1))
                .isEqualTo(Dynamo.json(
                        "{\"Code\":\"ValidationError\",\"Message\":\"An operand in the update expression has an"
                                + " incorrect data type\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Put":{"TableName":"plain","Item":{"id":{"N":"5"}}}} \
              | One or more parameter values were invalid: Type mismatch for key id expected: S actual: N
            {"Put":{"TableName":"plain","Item":{"di":{"S":"5"}}}} \
              | One or more parameter values were invalid: Missing the key id in the item
            {"Put":{"TableName":"ranged","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"l":{"N":"5"}}}} \
              | One or more parameter values were invalid: Type mismatch for Index Key l Expected: S Actual: N IndexName: by-l
            {"Update":{"TableName":"plain","Key":{"id":{"N":"5"}},"UpdateExpression":"REMOVE v"}} \
              | The provided key element does not match the schema
            {"Delete":{"TableName":"plain","Key":{"id":{"L":[]}}}} | The provided key element does not match the schema
            {"Delete":{"TableName":"ranged","Key":{"pk":{"S":"a"}}}} | The provided key element does not match the schema
            {"ConditionCheck":{"TableName":"plain","Key":{"id":{"N":"5"}},"ConditionExpression":"attribute_exists(id)"}} \
              | The provided key element does not match the schema
            """)
    void aKeyThatDoesNotFitTheTablesSchemaCancelsTheTransaction(String action, String reason) {
        AwsException failure = dynamo.failure("TransactWriteItems", transaction("", add("a", 1), action));
        assertThat(failure.code()).isEqualTo("TransactionCanceledException");
        assertThat(failure.message()).endsWith(" [None, ValidationError]");
        assertThat(failure.members()
                        .path("CancellationReasons")
                        .get(1)
                        .path("Message")
                        .asText())
                .isEqualTo(reason);
        assertThat(number("a")).isEqualTo("none");
    }

    @Test
    void aKeyThatDoesNotFitCancelsATransactionOfReadsToo() {
        AwsException failure = dynamo.failure(
                "TransactGetItems",
                "{\"TransactItems\":[{\"Get\":{\"TableName\":\"plain\",\"Key\":{\"id\":{\"N\":\"5\"}}}}]}");
        assertThat(failure.code()).isEqualTo("TransactionCanceledException");
        assertThat(failure.message()).endsWith(" [ValidationError]");
    }

    @Test
    void anEmptyKeyIsTheWholeRequestsFault() {
        AwsException failure = dynamo.failure("TransactWriteItems", transaction("", add("a", 1), add("", 1)));
        assertThat(failure.code()).isEqualTo("ValidationException");
        assertThat(failure.message()).contains("cannot contain an empty string value. Key: id");
    }

    @Test
    void aTransactionReadsItemsInOrder() {
        dynamo.call("BatchWriteItem", batch(put("a", ",\"v\":{\"S\":\"x\"}") + "," + put("b", "")));
        String get = "{\"Get\":{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"%s\"}}}}";
        JsonNode output = dynamo.call(
                "TransactGetItems",
                "{\"TransactItems\":[" + get.formatted("b") + "," + get.formatted("none") + ","
                        + "{\"Get\":{\"TableName\":\"plain\",\"Key\":{\"id\":{\"S\":\"a\"}},\"ProjectionExpression\":\"v\"}}]}");
        assertThat(output.path("Responses"))
                .isEqualTo(Dynamo.json("[{\"Item\":{\"id\":{\"S\":\"b\"}}},{},{\"Item\":{\"v\":{\"S\":\"x\"}}}]"));
    }

    @Test
    void aTokensRequestIsComparedByWhatItMeansNotByHowItIsWritten() {
        String first =
                "{\"Put\":{\"TableName\":\"plain\",\"Item\":{\"id\":{\"S\":\"k\"},\"n\":{\"N\":\"1.0\"},\"s\":{\"SS\":[\"a\",\"b\"]},"
                        + "\"m\":{\"M\":{\"N\":{\"S\":\"x\"},\"SS\":{\"L\":[]}}}}}}";
        String same =
                "{\"Put\":{\"Item\":{\"m\":{\"M\":{\"SS\":{\"L\":[]},\"N\":{\"S\":\"x\"}}},\"s\":{\"SS\":[\"b\",\"a\"]},"
                        + "\"n\":{\"N\":\"1\"},\"id\":{\"S\":\"k\"}},\"TableName\":\"plain\",\"ConditionExpression\":null}}";
        dynamo.call("TransactWriteItems", transaction("t", first));
        dynamo.call("TransactWriteItems", transaction("t", same));
        assertThat(error("TransactWriteItems", transaction("t", first.replace("1.0", "2"))))
                .startsWith("IdempotentParameterMismatchException");
    }

    @Test
    void anItemOfABatchWithoutItsKeyIsRefusedInTheWordsOfAws() {
        for (String item : new String[] {"{\"x\":{\"S\":\"a\"}}", "{\"id\":{\"N\":\"1\"}}"}) {
            assertThat(error(
                            "BatchWriteItem",
                            "{\"RequestItems\":{\"plain\":[{\"PutRequest\":{\"Item\":" + item + "}}]}}"))
                    .isEqualTo("ValidationException: The provided key element does not match the schema");
        }
    }

    private String error(String operation, String input) {
        try {
            return "no error: " + dynamo.call(operation, input);
        } catch (AwsException e) {
            return e.code() + ": " + e.message();
        }
    }
}
