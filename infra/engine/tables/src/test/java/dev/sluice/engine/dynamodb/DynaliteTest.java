package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random expressions on the engine and on dynalite, another DynamoDB. Needs one: {@code npx dynalite --port 4567
 * --createTableMs 0}, and {@code -Dsluice.testArgs=-Dsluice.dynalite=http://127.0.0.1:4567}. What dynalite does otherwise than DynamoDB is not
 * generated: there, attributes that are both missing are equal, lists and maps are equal to nothing, and ordering is not
 * checked for types without order.
 */
class DynaliteTest {

    private static final int STEPS = 2_000;
    private static final List<String> PATHS = List.of("x", "y", "m.a", "m.b[0]", "l[0]", "l[1]", "z");
    private static final List<String> VALUES = List.of(
            "{\"S\":\"a\"}",
            "{\"S\":\"ab\"}",
            "{\"N\":\"1\"}",
            "{\"N\":\"2.50\"}",
            "{\"BOOL\":true}",
            "{\"NULL\":true}",
            "{\"B\":\"AQI=\"}",
            "{\"L\":[{\"S\":\"a\"},{\"N\":\"1\"}]}",
            "{\"M\":{\"a\":{\"N\":\"1\"},\"b\":{\"L\":[{\"S\":\"q\"}]}}}",
            "{\"SS\":[\"a\",\"b\"]}",
            "{\"SS\":[\"b\"]}",
            "{\"NS\":[\"1\",\"2\"]}");

    private static final List<String> COMPARABLE =
            VALUES.stream().filter(value -> !value.matches("\\{\"[LM]\".*")).toList();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Random random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void expressionsMeanTheSame(long seed) throws IOException, InterruptedException {
        String url = System.getProperty("sluice.dynalite", "");
        assumeTrue(!url.isEmpty(), "NOT RUN: no dynalite at hand, see the comment of DynaliteTest");
        random = new Random(seed);
        String table = "oracle" + System.nanoTime();
        try (Dynamo dynamo = Dynamo.open(folder)) {
            String create =
                    "{\"TableName\":\"" + table + "\",\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                            + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],\"BillingMode\":\"PAY_PER_REQUEST\"}";
            dynamo.call("CreateTable", create);
            oracle(url, "CreateTable", create);
            String describe = "{\"TableName\":\"" + table + "\"}";
            await().until(() -> oracle(url, "DescribeTable", describe).contains("TableStatus:\"ACTIVE\""));
            for (int step = 0; step < STEPS; step++) {
                String operation = random.nextInt(3) == 0 ? "PutItem" : "UpdateItem";
                String input = operation.equals("PutItem") ? put(table) : update(table);
                assertThat(engine(dynamo, operation, input))
                        .as("%s %s", operation, input)
                        .isEqualTo(oracle(url, operation, input));
            }
        }
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String id() {
        return "\"id\":{\"S\":\"" + random.nextInt(5) + "\"}";
    }

    private String put(String table) {
        StringBuilder item = new StringBuilder("{" + id());
        for (String name : List.of("x", "y", "z", "m", "l")) {
            if (random.nextBoolean()) {
                item.append(",\"").append(name).append("\":").append(one(VALUES));
            }
        }
        return "{\"TableName\":\"" + table + "\",\"ReturnValues\":\"ALL_OLD\",\"Item\":" + item + "}}";
    }

    private String update(String table) {
        String path = one(PATHS);
        String right = one(List.of(":a", one(PATHS), "if_not_exists(" + one(PATHS) + ", :a)"));
        String update = random.nextInt(4) == 0 ? "REMOVE " + path : "SET " + path + " = " + right;
        String condition = condition();
        ObjectNode input = (ObjectNode) Dynamo.json("{\"TableName\":\"" + table + "\",\"Key\":{" + id() + "}}");
        input.put("UpdateExpression", update)
                .put("ConditionExpression", condition)
                .put("ReturnValues", "ALL_NEW");
        for (String name : List.of(":a", ":b")) {
            if ((update + condition).contains(name)) {
                input.withObject("/ExpressionAttributeValues")
                        .set(name, Dynamo.json(one(name.equals(":a") ? VALUES : COMPARABLE)));
            }
        }
        return input.toString();
    }

    private String condition() {
        return switch (random.nextInt(7)) {
            case 0 -> "attribute_exists(" + one(PATHS) + ")";
            case 1 -> "attribute_not_exists(" + one(PATHS) + ") OR id <> :b";
            case 2 -> "contains(" + one(PATHS) + ", :b)";
            case 3 -> one(PATHS) + " = :b";
            case 4 -> one(PATHS) + " <> :b AND NOT " + one(PATHS) + " = :b";
            case 5 -> one(PATHS) + " IN (:b, id)";
            default -> "attribute_exists(id) OR attribute_not_exists(id)";
        };
    }

    private static String engine(Dynamo dynamo, String operation, String input) {
        try {
            return text(dynamo.call(operation, input));
        } catch (AwsException e) {
            return e.code() + " " + e.message();
        }
    }

    private String oracle(String url, String operation, String input) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Date", "20261124T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=a/20261124/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b")
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode body = Dynamo.json(response.body());
        if (response.statusCode() == 200) {
            return text(body);
        }
        String code = body.path("__type").asText();
        return code.substring(code.indexOf('#') + 1) + " "
                + body.path("message").asText();
    }

    /** With members and the elements of sets in order. */
    private static String text(JsonNode node) {
        if (node instanceof ObjectNode object) {
            StringBuilder text = new StringBuilder("{");
            new TreeSet<>(object.propertyStream()
                            .map(java.util.Map.Entry::getKey)
                            .toList())
                    .forEach(name -> text.append(name)
                            .append(':')
                            .append(name.matches("[SNB]S") ? set(object.path(name)) : text(object.path(name)))
                            .append(','));
            return text.append("}").toString();
        } else if (node instanceof ArrayNode array) {
            StringBuilder text = new StringBuilder("[");
            array.forEach(element -> text.append(text(element)).append(','));
            return text.append("]").toString();
        }
        return Json.text(node);
    }

    private static String set(JsonNode set) {
        TreeSet<String> sorted = new TreeSet<>();
        set.forEach(element -> sorted.add(element.asText()));
        return sorted.toString();
    }
}
