package dev.sluice.engine.cfn.types.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.dynamodb.DynamoDb;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class DynamoDbTableTest {

    /** What aws-cdk-lib writes for a table with everything. */
    private static final String FULL = """
            {"TableName":"orders","BillingMode":"PROVISIONED",
             "ProvisionedThroughput":{"ReadCapacityUnits":"5","WriteCapacityUnits":5},
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},
               {"AttributeName":"g","AttributeType":"S"}],
             "GlobalSecondaryIndexes":[{"IndexName":"by-g","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],
               "Projection":{"ProjectionType":"ALL"},"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}],
             "LocalSecondaryIndexes":[{"IndexName":"loc","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},
               {"AttributeName":"g","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],
             "StreamSpecification":{"StreamViewType":"NEW_AND_OLD_IMAGES"},
             "TimeToLiveSpecification":{"AttributeName":"expiresAt","Enabled":true},
             "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true},
             "SSESpecification":{"SSEEnabled":true},"DeletionProtectionEnabled":false,
             "Tags":[{"Key":"team","Value":"events"}]}""";

    private static final String SMALL = """
            {"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]}""";

    @TempDir
    Path folder;

    private final DynamoDbTable type = new DynamoDbTable();
    private Kernel kernel;
    private Stack stack;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, new ManualTime());
        kernel.aws().register(new DynamoDb(kernel));
        stack = new Stack("Sluice", kernel, key -> folder);
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Resource put(ObjectNode node) {
        Properties properties = new Properties(node, "/Resources/Table/Properties");
        Resource resource = type.put(stack, "Table", properties);
        properties.done();
        return resource;
    }

    private JsonNode call(String operation, String member, String value) {
        return stack.call("dynamodb", operation, Json.object().put(member, value));
    }

    @Test
    void everyPropertyIsHonouredAndTheSecondStartChangesNothing() {
        Resource first = put(json(FULL));
        assertThat(first.ref()).isEqualTo("orders");
        assertThat(first.attributes().get("Arn")).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/orders");
        assertThat(first.attributes().get("StreamArn"))
                .startsWith("arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/");
        JsonNode described = call("DescribeTable", "TableName", "orders");
        kernel.store().close();
        open();
        assertThat(put(json(FULL))).isEqualTo(first);
        assertThat(call("DescribeTable", "TableName", "orders")).isEqualTo(described);
        assertThat(described
                        .at("/Table/ProvisionedThroughput/ReadCapacityUnits")
                        .asInt())
                .isEqualTo(5);
        assertThat(described.at("/Table/SSEDescription/Status").asText()).isEqualTo("ENABLED");
        assertThat(call("DescribeTimeToLive", "TableName", "orders")
                        .findValue("AttributeName")
                        .asText())
                .isEqualTo("expiresAt");
        assertThat(call("DescribeContinuousBackups", "TableName", "orders")
                        .findValue("PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(call("ListTagsOfResource", "ResourceArn", first.attributes().get("Arn"))
                        .findValue("Value")
                        .asText())
                .isEqualTo("events");
    }

    @Test
    void aTableWithoutANameGetsOneThatStays() {
        Resource resource = put(json(SMALL));
        assertThat(resource.ref()).startsWith("Sluice-Table-");
        assertThat(resource.attributes()).containsOnlyKeys("Arn");
        assertThat(put(json(SMALL))).isEqualTo(resource);
    }

    @Test
    void aChangedTemplateChangesTheTable() {
        put(json(FULL));
        ObjectNode changed = json(FULL);
        changed.put("BillingMode", "PAY_PER_REQUEST").remove("ProvisionedThroughput");
        changed.putArray("GlobalSecondaryIndexes")
                .add(json("{\"IndexName\":\"by-g2\",\"KeySchema\":[{\"AttributeName\":\"g\",\"KeyType\":\"HASH\"}],"
                        + "\"Projection\":{\"ProjectionType\":\"KEYS_ONLY\"}}"));
        changed.set("StreamSpecification", json("{\"StreamViewType\":\"KEYS_ONLY\"}"));
        changed.set("TimeToLiveSpecification", json("{\"AttributeName\":\"other\",\"Enabled\":true}"));
        changed.remove("PointInTimeRecoverySpecification");
        changed.remove("SSESpecification");
        changed.putArray("Tags").add(json("{\"Key\":\"cost\",\"Value\":\"1\"}"));
        changed.set("ResourcePolicy", json("{\"PolicyDocument\":{\"Statement\":[]}}"));
        Resource resource = put(changed);
        JsonNode table = call("DescribeTable", "TableName", "orders").path("Table");
        assertThat(table.at("/BillingModeSummary/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.path("GlobalSecondaryIndexes").findValuesAsText("IndexName"))
                .containsExactly("by-g2");
        assertThat(table.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("KEYS_ONLY");
        assertThat(table.has("SSEDescription")).isFalse();
        assertThat(call("DescribeTimeToLive", "TableName", "orders")
                        .findValue("AttributeName")
                        .asText())
                .isEqualTo("other");
        String arn = resource.attributes().get("Arn");
        assertThat(call("ListTagsOfResource", "ResourceArn", arn).findValuesAsText("Key"))
                .containsExactly("cost");
        assertThat(call("GetResourcePolicy", "ResourceArn", arn).path("Policy").asText())
                .isEqualTo("{\"Statement\":[]}");
    }

    @Test
    void aChangedKeyIsAnErrorThatNamesTheProperty() {
        put(json(SMALL));
        String other = SMALL.replace("\"id\"", "\"other\"");
        assertThatThrownBy(() -> put(json(other)))
                .hasMessageStartingWith("/Resources/Table/Properties/KeySchema cannot change");
    }

    @Test
    void aPropertyWithoutMeaningToTheEngineIsAnError() {
        ObjectNode unknown = json(SMALL);
        unknown.putObject("KinesisStreamSpecification").put("StreamArn", "arn");
        assertThatThrownBy(() -> put(unknown))
                .hasMessageStartingWith("/Resources/Table/Properties/KinesisStreamSpecification");
    }

    @Test
    void aGlobalTableIsATableWithOneReplica() {
        ObjectNode global = json(SMALL);
        global.putArray("Replicas")
                .add(
                        json(
                                "{\"Region\":\"us-east-1\",\"PointInTimeRecoverySpecification\":{\"PointInTimeRecoveryEnabled\":true}}"));
        global.set("StreamSpecification", json("{\"StreamViewType\":\"NEW_IMAGE\"}"));
        Properties properties = new Properties(global, "/Resources/Table/Properties");
        Resource resource = new DynamoDbGlobalTable().put(stack, "Table", properties);
        properties.done();
        assertThat(resource.attributes()).containsOnlyKeys("Arn", "StreamArn");
        assertThat(call("DescribeContinuousBackups", "TableName", resource.ref())
                        .findValue("PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
    }

    @Test
    void aGlobalTableInTwoRegionsIsAnError() {
        ObjectNode global = json(SMALL);
        global.putArray("Replicas").add(json("{\"Region\":\"us-east-1\"}")).add(json("{\"Region\":\"eu-west-1\"}"));
        assertThatThrownBy(() -> new DynamoDbGlobalTable().put(stack, "Table", new Properties(global, "/P")))
                .hasMessageStartingWith("/P/Replicas must be one replica in us-east-1");
    }

    @Test
    void removingATableTwiceIsNoError() {
        Resource resource = put(json(SMALL));
        type.remove(stack, resource);
        type.remove(stack, resource);
        assertThat(stack.call("dynamodb", "ListTables", Json.object()).path("TableNames"))
                .isEmpty();
    }
}
