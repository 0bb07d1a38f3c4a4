package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryAndScanTest {

    @TempDir
    Path folder;

    private Dynamo dynamo;

    @BeforeEach
    void open() {
        dynamo = Dynamo.open(folder);
        dynamo.call("CreateTable", Dynamo.RANGE_TABLE);
        for (int i = 0; i < 30; i++) {
            String g = i % 3 == 0 ? "" : ",\"g\":{\"S\":\"g" + i % 3 + "\"}";
            dynamo.call(
                    "PutItem",
                    "{\"TableName\":\"ranged\",\"Item\":{\"pk\":{\"S\":\"p" + i % 2 + "\"},\"sk\":{\"N\":\"" + (i - 10)
                            + "\"}," + "\"l\":{\"S\":\"l" + (99 - i) + "\"},\"v\":{\"S\":\"v" + i
                            + "\"},\"w\":{\"S\":\"w\"}" + g + "}}");
        }
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    private List<String> numbers(JsonNode output) {
        List<String> numbers = new ArrayList<>();
        output.path("Items")
                .forEach(item -> numbers.add(item.path("sk").path("N").asText()));
        return numbers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sk = :a | -4 | -4 | -4",
                "sk < :a | -4 | -4 | -10,-8,-6",
                "sk <= :a | -6 | -6 | -10,-8,-6",
                "sk > :a | 14 | 14 | 16,18",
                "sk >= :a | 14 | 14 | 14,16,18",
                "sk BETWEEN :a AND :b | -1 | 4 | 0,2,4",
                "sk BETWEEN :a AND :b | 5 | 5 | ''",
            })
    void theSortKeySelectsInOrder(String condition, String a, String b, String expected) {
        String values = "{\":p\":{\"S\":\"p0\"},\":a\":{\"N\":\"" + a + "\"}"
                + (condition.contains(":b") ? ",\":b\":{\"N\":\"" + b + "\"}}" : "}");
        String input = "{\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :p AND " + condition
                + "\",\"ExpressionAttributeValues\":" + values + "}";
        List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(","));
        assertThat(numbers(dynamo.call("Query", input))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"true,1", "true,4", "true,100", "false,1", "false,4", "false,100"})
    void pagesJoinToTheWhole(boolean forward, int limit) {
        for (String index : List.of("", "by-g", "g-keys", "by-l")) {
            String[] key = switch (index) {
                case "by-g", "g-keys" -> new String[] {"g", "g1"};
                default -> new String[] {"pk", "p1"};
            };
            String input = "{\"TableName\":\"ranged\"," + (index.isEmpty() ? "" : "\"IndexName\":\"" + index + "\",")
                    + "\"KeyConditionExpression\":\"" + key[0] + " = :k\",\"ScanIndexForward\":" + forward
                    + ",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"" + key[1] + "\"}}}";
            List<JsonNode> whole = pages("Query", input, 1_000);
            assertThat(whole).as(index).hasSize(key[0].equals("g") ? 10 : 15);
            assertThat(pages("Query", input, limit)).as(index).isEqualTo(whole);
        }
    }

    private List<JsonNode> pages(String operation, String input, int limit) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode request = (ObjectNode) Dynamo.json(input);
        request.put("Limit", limit);
        while (true) {
            JsonNode page = dynamo.call(operation, request.toString());
            assertThat(page.path("Items").size()).isLessThanOrEqualTo(limit);
            page.path("Items").forEach(items::add);
            if (!page.has("LastEvaluatedKey")) {
                return items;
            }
            request.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
        }
    }

    @Test
    void aScanSeesEveryItemOnceAndSegmentsShareThem() {
        for (String index : List.of("", "\"IndexName\":\"by-g\",")) {
            int expected = index.isEmpty() ? 30 : 20;
            assertThat(new HashSet<>(pages("Scan", "{" + index + "\"TableName\":\"ranged\"}", 7)))
                    .hasSize(expected);
            Set<JsonNode> seen = new HashSet<>();
            int count = 0;
            for (int segment = 0; segment < 3; segment++) {
                List<JsonNode> part = pages(
                        "Scan",
                        "{" + index + "\"TableName\":\"ranged\",\"TotalSegments\":3,\"Segment\":" + segment + "}",
                        4);
                seen.addAll(part);
                count += part.size();
            }
            assertThat(count).isEqualTo(expected);
            assertThat(seen).hasSize(expected);
        }
    }

    @Test
    void anIndexShowsWhatItProjects() {
        JsonNode keys = dynamo.call("Query", query("g-keys", "g", "g1", ""));
        assertThat(keys.path("Items").get(0).propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("pk", "sk", "g", "v");
        JsonNode local = dynamo.call("Query", query("by-l", "pk", "p1", ""));
        assertThat(local.path("Items").get(0).propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("pk", "sk", "l");
        JsonNode fetched = dynamo.call("Query", query("by-l", "pk", "p1", ",\"ProjectionExpression\":\"v, w\""));
        assertThat(fetched.path("Items").get(0).propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("v", "w");
        assertThat(dynamo.failure("Query", query("g-keys", "g", "g1", ",\"ProjectionExpression\":\"w\""))
                        .message())
                .isEqualTo(
                        "One or more parameter values were invalid: Global secondary index g-keys does not project [w]");
        assertThat(dynamo.failure("Query", query("g-keys", "g", "g1", ",\"Select\":\"ALL_ATTRIBUTES\""))
                        .message())
                .isEqualTo("One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for"
                        + " global secondary index g-keys because its projection type is not ALL");
    }

    private static String query(String index, String key, String value, String more) {
        String name = index.isEmpty() ? "" : "\"IndexName\":\"" + index + "\",";
        return "{\"TableName\":\"ranged\"," + name + "\"KeyConditionExpression\":\"" + key
                + " = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"" + value + "\"}}" + more + "}";
    }

    @Test
    void aFilterIsAppliedAfterTheLimit() {
        JsonNode page = dynamo.call(
                "Scan",
                "{\"TableName\":\"ranged\",\"Limit\":10,\"FilterExpression\":\"v = :nothing\","
                        + "\"ExpressionAttributeValues\":{\":nothing\":{\"S\":\"no\"}}}");
        assertThat(page.path("Count").asInt()).isZero();
        assertThat(page.path("ScannedCount").asInt()).isEqualTo(10);
        assertThat(page.has("LastEvaluatedKey")).isTrue();
    }

    @Test
    void aCountShowsNoItems() {
        JsonNode page = dynamo.call("Query", query("", "pk", "p0", ",\"Select\":\"COUNT\""));
        assertThat(page.path("Count").asInt()).isEqualTo(15);
        assertThat(page.has("Items")).isFalse();
    }

    @Test
    void anIndexFollowsItsItems() {
        dynamo.call(
                "UpdateItem",
                "{\"TableName\":\"ranged\",\"Key\":{\"pk\":{\"S\":\"p1\"},\"sk\":{\"N\":\"-9\"}},"
                        + "\"UpdateExpression\":\"SET g = :new\",\"ExpressionAttributeValues\":{\":new\":{\"S\":\"other\"}}}");
        assertThat(numbers(dynamo.call("Query", query("by-g", "g", "other", ""))))
                .containsExactly("-9");
        assertThat(numbers(dynamo.call("Query", query("by-g", "g", "g1", "")))).doesNotContain("-9");
        dynamo.call("DeleteItem", "{\"TableName\":\"ranged\",\"Key\":{\"pk\":{\"S\":\"p1\"},\"sk\":{\"N\":\"-9\"}}}");
        assertThat(numbers(dynamo.call("Query", query("by-g", "g", "other", ""))))
                .isEmpty();
    }

    @Test
    void aPageEndsAtOneMegabyte() {
        for (int i = 0; i < 5; i++) {
            dynamo.call(
                    "PutItem",
                    "{\"TableName\":\"ranged\",\"Item\":{\"pk\":{\"S\":\"big\"},\"sk\":{\"N\":\"" + i
                            + "\"},\"v\":{\"S\":\"" + "x".repeat(300_000) + "\"}}}");
        }
        JsonNode page = dynamo.call("Query", query("", "pk", "big", ""));
        assertThat(page.path("Count").asInt()).isEqualTo(3);
        assertThat(pages("Query", query("", "pk", "big", ""), 100)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "Query | {\"TableName\":\"ranged\"} | Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
                "Query | {\"TableName\":\"ranged\",\"IndexName\":\"nope\",\"KeyConditionExpression\":\"pk = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"a\"}}} | The table does not have the specified index: nope",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"g = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"a\"}}} | Query condition missed key schema element: pk",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :k AND v = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"a\"}}} | Query condition missed key schema element: sk",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk > :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"a\"}}} | Query key condition not supported",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :k\",\"ExpressionAttributeValues\":{\":k\":{\"N\":\"1\"}}} | One or more parameter values were invalid: Condition parameter type does not match schema type",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :k\",\"FilterExpression\":\"sk = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"1\"}}} | Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
                "Query | {\"TableName\":\"ranged\",\"IndexName\":\"by-g\",\"ConsistentRead\":true,\"KeyConditionExpression\":\"g = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"1\"}}} | Consistent reads are not supported on global secondary indexes",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"1\"}},\"ExclusiveStartKey\":{\"pk\":{\"S\":\"2\"},\"sk\":{\"N\":\"1\"}}} | The provided starting key is outside query boundaries based on provided conditions",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"1\"}},\"ExclusiveStartKey\":{\"pk\":{\"S\":\"1\"}}} | The provided starting key is invalid: The provided key element does not match the schema",
                "Query | {\"TableName\":\"ranged\",\"KeyConditionExpression\":\"pk = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"\"}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
                "Query | {\"TableName\":\"ranged\",\"IndexName\":\"by-g\",\"KeyConditionExpression\":\"g = :k\",\"ExpressionAttributeValues\":{\":k\":{\"S\":\"\"}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: g",
                "Query | {\"TableName\":\"ranged\",\"IndexName\":\"by-l\",\"KeyConditionExpression\":\"pk = :p AND begins_with(l, :k)\",\"ExpressionAttributeValues\":{\":p\":{\"S\":\"1\"},\":k\":{\"S\":\"\"}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: l",
                "Query | {\"TableName\":\"ranged\",\"IndexName\":\"by-l\",\"KeyConditionExpression\":\"pk = :p AND l BETWEEN :k AND :p\",\"ExpressionAttributeValues\":{\":p\":{\"S\":\"1\"},\":k\":{\"S\":\"\"}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: l",
                "Scan | {\"TableName\":\"ranged\",\"Limit\":0} | 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "Scan | {\"TableName\":\"ranged\",\"Segment\":0} | The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
                "Scan | {\"TableName\":\"ranged\",\"TotalSegments\":2} | The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
                "Scan | {\"TableName\":\"ranged\",\"TotalSegments\":2,\"Segment\":2} | The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
            })
    void aWrongReadIsRefusedInTheWordsOfDynamoDb(String operation, String input, String message) {
        assertThat(dynamo.failure(operation, input).message()).isEqualTo(message);
    }
}
