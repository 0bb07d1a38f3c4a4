package dev.sluice.engine.cfn.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.types.logs.LogDeliveryTypes;
import dev.sluice.engine.cfn.types.logs.LogsLogGroup;
import dev.sluice.engine.cfn.types.logs.LogsLogStream;
import dev.sluice.engine.cfn.types.logs.LogsResourcePolicy;
import dev.sluice.engine.events.EventsService;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.logs.LogsService;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTypesTest {

    @TempDir
    Path folder;

    private Kernel kernel;
    private Stack stack;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, new ManualTime());
        kernel.aws().register(new LogsService(kernel));
        kernel.aws()
                .register(new EventsService(
                        kernel,
                        (caller, message) -> tx -> {},
                        new dev.sluice.engine.destinations.Destinations(kernel)));
        stack = new Stack("sluice", kernel, Path::of);
    }

    @AfterEach
    void close() {
        kernel.store().close();
    }

    private Resource put(ResourceType type, String properties) {
        Properties given = new Properties((ObjectNode) Json.parseTrusted(properties), "/Resources/R/Properties");
        Resource resource = type.put(stack, "R", given);
        given.done();
        return resource;
    }

    private JsonNode groups() {
        return stack.call("logs", "DescribeLogGroups", Json.object()).path("logGroups");
    }

    @Test
    void aGroupFollowsItsRetentionAndGoesWithTheTemplate() {
        Resource group = put(new LogsLogGroup(), "{\"LogGroupName\":\"/audit\",\"RetentionInDays\":7}");
        assertThat(group.ref()).isEqualTo("/audit");
        assertThat(group.attributes().get("Arn")).isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:/audit:*");
        assertThat(groups().path(0).path("retentionInDays").asInt()).isEqualTo(7);
        put(new LogsLogGroup(), "{\"LogGroupName\":\"/audit\",\"Tags\":[]}");
        assertThat(groups().path(0).has("retentionInDays")).isFalse();
        Resource stream = put(new LogsLogStream(), "{\"LogGroupName\":\"/audit\",\"LogStreamName\":\"s\"}");
        assertThat(put(new LogsLogStream(), "{\"LogGroupName\":\"/audit\",\"LogStreamName\":\"s\"}"))
                .isEqualTo(stream);
        new LogsLogStream().remove(stack, stream);
        new LogsLogGroup().remove(stack, group);
        new LogsLogGroup().remove(stack, group);
        assertThat(groups()).isEmpty();
    }

    @Test
    void aPolicyIsTakenAsTextAndAsJson() {
        String document = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
                + "\"Action\":\"logs:PutLogEvents\",\"Resource\":\"*\"}]}";
        put(new LogsResourcePolicy(), "{\"PolicyName\":\"p\",\"PolicyDocument\":" + document + "}");
        Resource policy = put(
                new LogsResourcePolicy(),
                Json.text(Json.object().put("PolicyName", "p").put("PolicyDocument", document)));
        JsonNode policies =
                stack.call("logs", "DescribeResourcePolicies", Json.object()).path("resourcePolicies");
        assertThat(policies.findValuesAsText("policyDocument")).containsExactly(document);
        new LogsResourcePolicy().remove(stack, policy);
        assertThat(stack.call("logs", "DescribeResourcePolicies", Json.object()).path("resourcePolicies"))
                .isEmpty();
    }

    private static ResourceType type(String name) {
        return LogDeliveryTypes.ALL.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWayOfABussLogsIsMadeOnceAndGoesWithTheTemplate() {
        Resource source = put(
                type("AWS::Logs::DeliverySource"),
                "{\"Name\":\"info\",\"LogType\":\"INFO_LOGS\",\"ResourceArn\":"
                        + "\"arn:aws:events:us-east-1:000000000000:event-bus/default\",\"Tags\":[]}");
        assertThat(source.ref()).isEqualTo("info");
        assertThat(source.attributes()).containsEntry("Service", "events");
        Resource destination = put(
                type("AWS::Logs::DeliveryDestination"),
                "{\"Name\":\"group\",\"DestinationResourceArn\":"
                        + "\"arn:aws:logs:us-east-1:000000000000:log-group:/audit\"}");
        String delivery = "{\"DeliverySourceName\":\"info\",\"DeliveryDestinationArn\":\""
                + destination.attributes().get("Arn") + "\"}";
        Resource first = put(type("AWS::Logs::Delivery"), delivery);
        assertThat(put(type("AWS::Logs::Delivery"), delivery).ref()).isEqualTo(first.ref());
        assertThat(first.attributes())
                .containsEntry("DeliveryId", first.ref())
                .containsEntry("DeliveryDestinationType", "CWL");
        type("AWS::Logs::Delivery").remove(stack, first);
        type("AWS::Logs::Delivery").remove(stack, first);
        type("AWS::Logs::DeliveryDestination").remove(stack, destination);
        type("AWS::Logs::DeliverySource").remove(stack, source);
        assertThat(stack.call("logs", "DescribeDeliverySources", Json.object()).path("deliverySources"))
                .isEmpty();
    }
}
