package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.cfn.types.events.EventsEventBus;
import dev.sluice.engine.cfn.types.events.EventsEventBusPolicy;
import dev.sluice.engine.cfn.types.events.EventsRule;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceTypesTest {

    @TempDir
    Path folder;

    private Bench bench;
    private Stack stack;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        stack = new Stack("Sluice", bench.kernel, key -> Path.of(key));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Resource put(ResourceType type, String properties) {
        Properties given = new Properties((ObjectNode) Json.parseTrusted(properties), "/Resources/R/Properties");
        Resource resource = type.put(stack, "R", given);
        given.done();
        return resource;
    }

    @Test
    void aBusIsMadeAtTheFirstStartAndBroughtUpToDateAtTheNext() {
        String arn = "arn:aws:events:us-east-1:000000000000:event-bus/core";
        Resource first = put(new EventsEventBus(), "{\"Name\":\"core\"}");
        Resource second = put(
                new EventsEventBus(),
                "{\"Name\":\"core\",\"Description\":\"the core\",\"DeadLetterConfig\":{\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}}");
        assertThat(first).isEqualTo(second).isEqualTo(new Resource("core", Map.of("Arn", arn, "Name", "core")));
        assertThat(bench.call("DescribeEventBus", "{\"Name\":\"core\"}")
                        .path("Description")
                        .asText())
                .isEqualTo("the core");
        new EventsEventBus().remove(stack, second);
        assertThat(bench.error("DescribeEventBus", "{\"Name\":\"core\"}")).startsWith("ResourceNotFoundException");
    }

    @Test
    void statementsOfSeveralPoliciesStandSideBySide() {
        put(new EventsEventBus(), "{\"Name\":\"core\"}");
        String statement = "{\"EventBusName\":\"core\",\"StatementId\":\"%s\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::210987654321:root\"},\"Action\":\"events:PutEvents\","
                + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"events:source\":\"%s\"}}}}";
        put(new EventsEventBusPolicy(), statement.formatted("one", "a"));
        put(new EventsEventBusPolicy(), statement.formatted("one", "b"));
        Resource two = put(
                new EventsEventBusPolicy(),
                "{\"EventBusName\":\"core\",\"StatementId\":\"two\",\"Action\":\"events:PutEvents\",\"Principal\":\"*\"}");
        assertThat(policy().findValuesAsText("Sid")).containsExactly("one", "two");
        assertThat(policy().findValuesAsText("events:source")).containsExactly("b");
        new EventsEventBusPolicy().remove(stack, two);
        assertThat(policy().findValuesAsText("Sid")).containsExactly("one");
    }

    private com.fasterxml.jackson.databind.JsonNode policy() {
        return Json.parseTrusted(bench.call("DescribeEventBus", "{\"Name\":\"core\"}")
                .path("Policy")
                .asText());
    }

    @Test
    void aRuleGetsItsPatternUnmodifiedAndExactlyItsTargets() {
        put(new EventsEventBus(), "{\"Name\":\"core\"}");
        String target = "{\"Id\":\"%s\",\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\","
                + "\"RetryPolicy\":{\"MaximumRetryAttempts\":2,\"MaximumEventAgeInSeconds\":60},"
                + "\"DeadLetterConfig\":{\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:dlq\"},"
                + "\"InputTransformer\":{\"InputPathsMap\":{\"x\":\"$.detail\"},\"InputTemplate\":\"<x>\"}}";
        String rule = "{\"EventBusName\":\"core\",\"EventPattern\":{\"detail\":{\"n\":[{\"numeric\":[\">\",1.50]}]}},"
                + "\"State\":\"ENABLED\",\"Targets\":[%s]}";
        put(new EventsRule(), rule.formatted(target.formatted("a") + "," + target.formatted("b")));
        Resource resource = put(new EventsRule(), rule.formatted(target.formatted("b")));
        String name = resource.ref().substring("core|".length());
        assertThat(resource.attributes().get("Arn"))
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/core/" + name);
        assertThat(bench.call("DescribeRule", "{\"Name\":\"" + name + "\",\"EventBusName\":\"core\"}")
                        .path("EventPattern")
                        .asText())
                .isEqualTo("{\"detail\":{\"n\":[{\"numeric\":[\">\",1.50]}]}}");
        assertThat(Json.parseTrusted(
                        bench.call("ListTargetsByRule", "{\"Rule\":\"" + name + "\",\"EventBusName\":\"core\"}")
                                .path("Targets")
                                .toString()))
                .containsExactly(Json.parseTrusted(target.formatted("b")));
        new EventsRule().remove(stack, resource);
        assertThat(bench.call("ListRules", "{\"EventBusName\":\"core\"}").path("Rules"))
                .isEmpty();
    }

    @Test
    void aTargetPropertyThatTheEngineCannotHonourIsNamed() {
        assertThatThrownBy(() -> put(
                        new EventsRule(),
                        "{\"EventPattern\":{\"source\":[\"a\"]},\"Targets\":[{\"Id\":\"t\","
                                + "\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\",\"EcsParameters\":{}}]}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("/Resources/R/Properties/Targets/0/EcsParameters");
    }
}
