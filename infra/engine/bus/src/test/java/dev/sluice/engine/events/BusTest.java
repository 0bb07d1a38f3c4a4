package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusTest {

    private static final String ORDERS = "arn:aws:events:us-east-1:000000000000:event-bus/orders";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @DisplayName("A.14: a bus is created once, described, listed by prefix and deleted")
    void lifeOfABus() {
        assertThat(bench.call("CreateEventBus", "{\"Name\":\"orders\",\"Description\":\"d\"}"))
                .hasToString("{\"EventBusArn\":\"" + ORDERS + "\",\"Description\":\"d\"}");
        assertThat(bench.error("CreateEventBus", "{\"Name\":\"orders\"}"))
                .isEqualTo("ResourceAlreadyExistsException: Event bus orders already exists.");
        assertThat(bench.call("DescribeEventBus", "{\"Name\":\"orders\"}").fieldNames())
                .toIterable()
                .containsExactly("Name", "Arn", "Description", "CreationTime", "LastModifiedTime");
        assertThat(bench.call("ListEventBuses", "{\"NamePrefix\":\"or\"}").path("EventBuses"))
                .hasSize(1);
        bench.call("DeleteEventBus", "{\"Name\":\"orders\"}");
        assertThat(bench.error("DescribeEventBus", "{\"Name\":\"orders\"}"))
                .isEqualTo("ResourceNotFoundException: Event bus orders does not exist.");
    }

    @Test
    @DisplayName("A.14: the default bus is there and cannot be deleted")
    void theDefaultBus() {
        assertThat(bench.call("DescribeEventBus", "{}").path("Name").asText()).isEqualTo("default");
        assertThat(bench.error("DeleteEventBus", "{\"Name\":\"default\"}"))
                .isEqualTo("ValidationException: Cannot delete event bus default.");
    }

    @Test
    @DisplayName("A.14: names are limited to 1..256 of the model's characters")
    void namesAreLimited() {
        assertThat(bench.error("CreateEventBus", "{\"Name\":\"a b\"}"))
                .isEqualTo("ValidationException: 1 validation error detected: Value 'a b' at 'name' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+");
        assertThat(bench.error("CreateEventBus", "{}"))
                .isEqualTo("ValidationException: 1 validation error detected: Value null at 'name' failed to satisfy"
                        + " constraint: Member must not be null");
        assertThat(bench.error("CreateEventBus", "{\"Name\":\"" + "x".repeat(257) + "\"}"))
                .endsWith("Member must have length less than or equal to 256");
    }

    @Test
    @DisplayName("A.12: a permission by account becomes a statement for the account's root, and goes by its id")
    void permissions() {
        bench.call("CreateEventBus", "{\"Name\":\"orders\"}");
        bench.call(
                "PutPermission",
                "{\"EventBusName\":\"orders\",\"StatementId\":\"crm\",\"Action\":\"events:PutEvents\",\"Principal\":\"210987654321\"}");
        JsonNode policy = bench.access.policies.apply(ORDERS).orElseThrow();
        assertThat(policy)
                .hasToString("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"crm\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::210987654321:root\"},\"Action\":\"events:PutEvents\","
                        + "\"Resource\":\"" + ORDERS + "\"}]}");
        assertThat(bench.error("RemovePermission", "{\"EventBusName\":\"orders\",\"StatementId\":\"no\"}"))
                .isEqualTo("ResourceNotFoundException: Statement with the provided id does not exist.");
        bench.call("RemovePermission", "{\"EventBusName\":\"orders\",\"StatementId\":\"crm\"}");
        assertThat(bench.access.policies.apply(ORDERS)).isEmpty();
    }

    @Test
    @DisplayName("A.12: a policy has at most 10,240 characters and must be JSON")
    void policiesAreChecked() {
        String long1 = "{\\\"Statement\\\":[],\\\"x\\\":\\\"" + "y".repeat(10_240) + "\\\"}";
        assertThat(bench.error("PutPermission", "{\"Policy\":\"" + long1 + "\"}"))
                .startsWith("PolicyLengthExceededException");
        assertThat(bench.error("PutPermission", "{\"Policy\":\"{\"}")).startsWith("MalformedPolicyException");
    }

    @Test
    void pagesGoOnAfterTheLastItemShown() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            bench.call("CreateEventBus", "{\"Name\":\"" + name + "\"}");
        }
        JsonNode first = bench.call("ListEventBuses", "{\"Limit\":3}");
        assertThat(first.path("EventBuses").findValuesAsText("Name")).containsExactly("a", "b", "c");
        bench.call("DeleteEventBus", "{\"Name\":\"c\"}");
        JsonNode rest = bench.call(
                "ListEventBuses",
                "{\"Limit\":3,\"NextToken\":\"" + first.path("NextToken").asText() + "\"}");
        assertThat(rest.path("EventBuses").findValuesAsText("Name")).containsExactly("d", "default");
        assertThat(rest.has("NextToken")).isFalse();
        assertThat(bench.error("ListEventBuses", "{\"NextToken\":\"?\"}"))
                .isEqualTo("ValidationException: Parameter NextToken is not valid.");
    }

    @Test
    void tagsOfABusAreAddedAndTakenAway() {
        bench.call("CreateEventBus", "{\"Name\":\"orders\",\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"}]}");
        bench.call("TagResource", "{\"ResourceARN\":\"" + ORDERS + "\",\"Tags\":[{\"Key\":\"b\",\"Value\":\"2\"}]}");
        bench.call("UntagResource", "{\"ResourceARN\":\"" + ORDERS + "\",\"TagKeys\":[\"a\"]}");
        assertThat(bench.call("ListTagsForResource", "{\"ResourceARN\":\"" + ORDERS + "\"}"))
                .hasToString("{\"Tags\":[{\"Key\":\"b\",\"Value\":\"2\"}]}");
        for (String odd : new String[] {"/", "//", "https://", "rule/", ":rule//"}) {
            assertThat(bench.error("ListTagsForResource", "{\"ResourceARN\":\"" + odd + "\"}"))
                    .startsWith("ResourceNotFoundException: ");
        }
        assertThat(bench.error("ListTagsForResource", "{\"ResourceARN\":\"" + ORDERS + "x\"}"))
                .startsWith("ResourceNotFoundException");
    }
}
