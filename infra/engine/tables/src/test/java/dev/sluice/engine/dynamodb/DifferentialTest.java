package dev.sluice.engine.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.NaiveTable.Row;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on the engine and on a naive table must show the same, before and after the engine is reopened. */
class DifferentialTest {

    private static final String TABLE = """
            {"TableName":"table","BillingMode":"PAY_PER_REQUEST",
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"},
               {"AttributeName":"g","AttributeType":"S"}],
             "GlobalSecondaryIndexes":[{"IndexName":"groups","KeySchema":[{"AttributeName":"g","KeyType":"HASH"},
               {"AttributeName":"sk","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}""";
    private static final int STEPS = 1_500;

    @TempDir
    Path folder;

    private Random random;
    private Dynamo dynamo;
    private NaiveTable model;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theEngineShowsWhatANaiveTableShows(long seed) {
        random = new Random(seed);
        model = new NaiveTable();
        dynamo = Dynamo.open(folder);
        dynamo.call("CreateTable", TABLE);
        for (int step = 0; step < STEPS; step++) {
            if (step % 500 == 250) {
                dynamo.close();
                dynamo = Dynamo.open(folder);
            }
            step();
        }
        assertScan();
        assertStreamReplays();
        dynamo.close();
    }

    private String pk() {
        return "p" + random.nextInt(4);
    }

    private BigDecimal sk() {
        BigDecimal sk =
                BigDecimal.valueOf(random.nextInt(40) - 20, random.nextInt(2)).stripTrailingZeros();
        return sk.signum() == 0 ? BigDecimal.ZERO : sk;
    }

    private Row row(String pk, BigDecimal sk) {
        BigDecimal n = random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(10)) : null;
        String g = random.nextInt(3) == 0 ? null : "g" + random.nextInt(3);
        return new Row(pk, sk, n, g, random.nextBoolean() ? List.of("w" + random.nextInt(3)) : null);
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> put();
            case 3 -> delete();
            case 4, 5 -> update();
            case 6 -> transact();
            case 7 -> get();
            case 8 -> query("pk", pk(), false);
            default -> query("g", "g" + random.nextInt(3), true);
        }
    }

    private void put() {
        Row row = row(pk(), sk());
        boolean onlyNew = random.nextBoolean();
        String condition = onlyNew ? ",\"ConditionExpression\":\"attribute_not_exists(pk)\"" : "";
        boolean fails = onlyNew && model.get(row.pk(), row.sk()) != null;
        assertThat(fails("PutItem", "{\"TableName\":\"table\",\"Item\":" + row.json() + condition + "}"))
                .isEqualTo(fails);
        if (!fails) {
            model.put(row);
        }
    }

    private boolean fails(String operation, String input) {
        try {
            dynamo.call(operation, input);
            return false;
        } catch (AwsException e) {
            assertThat(e.code()).isIn("ConditionalCheckFailedException", "TransactionCanceledException");
            return true;
        }
    }

    private static String key(String pk, BigDecimal sk) {
        return "\"TableName\":\"table\",\"Key\":{\"pk\":{\"S\":\"" + pk + "\"},\"sk\":{\"N\":\"" + sk + "\"}}";
    }

    private void delete() {
        String pk = pk();
        BigDecimal sk = sk();
        Row old = model.get(pk, sk);
        boolean holds = old != null && old.n() != null && old.n().intValue() >= 3;
        boolean fails = fails(
                "DeleteItem",
                "{" + key(pk, sk)
                        + ",\"ConditionExpression\":\"n >= :n\",\"ExpressionAttributeValues\":{\":n\":{\"N\":\"3\"}}}");
        assertThat(fails).isEqualTo(!holds);
        if (holds) {
            model.delete(pk, sk);
        }
    }

    private void update() {
        String pk = pk();
        BigDecimal sk = sk();
        Row old = model.get(pk, sk);
        Row base = old == null ? new Row(pk, sk, null, null, null) : old;
        JsonNode output =
                dynamo.call("UpdateItem", "{" + key(pk, sk) + ",\"ReturnValues\":\"ALL_NEW\"," + change(base) + "}");
        assertThat(output.path("Attributes"))
                .isEqualTo(Dynamo.json(model.get(pk, sk).json()));
    }

    /** Chooses an update, applies it to the model, and gives it as members of a request. */
    private String change(Row row) {
        switch (random.nextInt(4)) {
            case 0 -> {
                BigDecimal n = row.n() == null ? BigDecimal.valueOf(4) : row.n().add(BigDecimal.valueOf(4));
                model.put(new Row(row.pk(), row.sk(), n, row.g(), row.list()));
                return "\"UpdateExpression\":\"ADD n :v\",\"ExpressionAttributeValues\":{\":v\":{\"N\":\"4\"}}";
            }
            case 1 -> {
                model.put(new Row(row.pk(), row.sk(), row.n(), null, row.list()));
                return "\"UpdateExpression\":\"REMOVE g\"";
            }
            case 2 -> {
                List<String> list = new ArrayList<>(row.list() == null ? List.of() : row.list());
                list.add("x");
                model.put(new Row(row.pk(), row.sk(), row.n(), row.g(), list));
                return "\"UpdateExpression\":\"SET list1 = list_append(if_not_exists(list1, :e), :v)\","
                        + "\"ExpressionAttributeValues\":{\":v\":{\"L\":[{\"S\":\"x\"}]},\":e\":{\"L\":[]}}";
            }
            default -> {
                BigDecimal n = row.n() == null ? BigDecimal.ONE : row.n();
                model.put(new Row(row.pk(), row.sk(), n, "g1", row.list()));
                return "\"UpdateExpression\":\"SET n = if_not_exists(n, :v), #g = :g\",\"ExpressionAttributeNames\":{\"#g\":\"g\"},"
                        + "\"ExpressionAttributeValues\":{\":v\":{\"N\":\"1\"},\":g\":{\"S\":\"g1\"}}";
            }
        }
    }

    private void transact() {
        Map<String, Row> rows = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            Row row = row(pk(), sk());
            rows.put(row.pk() + "/" + row.sk(), row);
        }
        boolean fails = rows.values().stream().anyMatch(row -> model.get(row.pk(), row.sk()) != null);
        List<String> puts = rows.values().stream()
                .map(row -> "{\"Put\":{\"TableName\":\"table\",\"Item\":" + row.json()
                        + ",\"ConditionExpression\":\"attribute_not_exists(pk)\"}}")
                .toList();
        assertThat(fails("TransactWriteItems", "{\"TransactItems\":[" + String.join(",", puts) + "]}"))
                .isEqualTo(fails);
        if (!fails) {
            rows.values().forEach(model::put);
        }
    }

    private void get() {
        String pk = pk();
        BigDecimal sk = sk();
        Row row = model.get(pk, sk);
        JsonNode item = dynamo.call("GetItem", "{" + key(pk, sk) + "}").path("Item");
        assertThat(item.isMissingNode() ? "" : item).isEqualTo(row == null ? "" : Dynamo.json(row.json()));
    }

    private void query(String attribute, String value, boolean index) {
        boolean forward = random.nextBoolean();
        int low = random.nextInt(20) - 15;
        int high = low + random.nextInt(20);
        List<Row> expected = model.select(
                row -> value.equals(index ? row.g() : row.pk())
                        && row.sk().compareTo(BigDecimal.valueOf(low)) >= 0
                        && row.sk().compareTo(BigDecimal.valueOf(high)) <= 0,
                forward);
        ObjectNode input = (ObjectNode) Dynamo.json("{\"TableName\":\"table\",\"Limit\":" + (1 + random.nextInt(5))
                + ",\"ScanIndexForward\":" + forward + ",\"KeyConditionExpression\":\"" + attribute
                + " = :v AND sk BETWEEN :a AND :b\",\"ExpressionAttributeValues\":{\":v\":{\"S\":\"" + value
                + "\"},\":a\":{\"N\":\"" + low + "\"},\":b\":{\"N\":\"" + high + "\"}}}");
        if (index) {
            input.put("IndexName", "groups");
        }
        List<JsonNode> found = pages("Query", input);
        List<JsonNode> wanted =
                expected.stream().map(row -> Dynamo.json(row.json())).toList();
        if (index) {
            assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(numbers(found)).isEqualTo(numbers(wanted));
        } else {
            assertThat(found).isEqualTo(wanted);
        }
    }

    private static List<String> numbers(List<JsonNode> items) {
        return items.stream().map(item -> item.at("/sk/N").asText()).toList();
    }

    private List<JsonNode> pages(String operation, ObjectNode input) {
        List<JsonNode> items = new ArrayList<>();
        while (true) {
            JsonNode page = dynamo.call(operation, input.toString());
            page.path("Items").forEach(items::add);
            if (!page.has("LastEvaluatedKey")) {
                return items;
            }
            input.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
        }
    }

    private void assertScan() {
        List<JsonNode> wanted = model.select(row -> true, true).stream()
                .map(row -> Dynamo.json(row.json()))
                .toList();
        List<JsonNode> found = pages("Scan", (ObjectNode) Dynamo.json("{\"TableName\":\"table\",\"Limit\":7}"));
        assertThat(found).hasSameSizeAs(wanted);
        assertThat(new HashSet<>(found)).isEqualTo(new HashSet<>(wanted));
    }

    private void assertStreamReplays() {
        String arn = dynamo.call("DescribeTable", "{\"TableName\":\"table\"}")
                .at("/Table/LatestStreamArn")
                .asText();
        String shard = dynamo.stream("DescribeStream", "{\"StreamArn\":\"" + arn + "\"}")
                .at("/StreamDescription/Shards/0/ShardId")
                .asText();
        String iterator = dynamo.stream(
                        "GetShardIterator",
                        "{\"StreamArn\":\"" + arn + "\",\"ShardId\":\"" + shard
                                + "\",\"ShardIteratorType\":\"TRIM_HORIZON\"}")
                .path("ShardIterator")
                .asText();
        Map<JsonNode, JsonNode> replayed = new HashMap<>();
        while (true) {
            JsonNode page = dynamo.stream("GetRecords", "{\"Limit\":100,\"ShardIterator\":\"" + iterator + "\"}");
            if (page.path("Records").isEmpty()) {
                break;
            }
            page.path("Records").forEach(record -> replay(replayed, record.path("dynamodb")));
            iterator = page.path("NextShardIterator").asText();
        }
        List<JsonNode> wanted = model.select(row -> true, true).stream()
                .map(row -> Dynamo.json(row.json()))
                .toList();
        assertThat(new HashSet<>(replayed.values())).isEqualTo(new HashSet<>(wanted));
    }

    private static void replay(Map<JsonNode, JsonNode> replayed, JsonNode change) {
        JsonNode old = replayed.get(change.path("Keys"));
        assertThat(change.path("OldImage").isMissingNode() ? "" : change.path("OldImage"))
                .isEqualTo(old == null ? "" : old);
        if (change.has("NewImage")) {
            replayed.put(change.path("Keys"), change.path("NewImage"));
        } else {
            replayed.remove(change.path("Keys"));
        }
    }
}
