package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    private static final String PATTERN = "\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"";
    private static final String QUEUE = "\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\"";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.call("CreateEventBus", "{\"Name\":\"bus\"}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @DisplayName("B.1: the ARN has the bus's name except on the default bus")
    void arns() {
        assertThat(bench.call("PutRule", "{\"Name\":\"r\"," + PATTERN + "}")
                        .path("RuleArn")
                        .asText())
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/r");
        assertThat(bench.call("PutRule", "{\"Name\":\"r\",\"EventBusName\":\"bus\"," + PATTERN + "}")
                        .path("RuleArn")
                        .asText())
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/bus/r");
    }

    @Test
    @DisplayName("B.1: putting a rule again replaces it and keeps its targets")
    void replacingKeepsTargets() {
        bench.call("PutRule", "{\"Name\":\"r\",\"Description\":\"old\"," + PATTERN + "}");
        bench.call("PutTargets", "{\"Rule\":\"r\",\"Targets\":[{\"Id\":\"t\"," + QUEUE + "}]}");
        bench.call("PutRule", "{\"Name\":\"r\",\"State\":\"DISABLED\"," + PATTERN + "}");
        assertThat(bench.call("DescribeRule", "{\"Name\":\"r\"}"))
                .hasToString(
                        "{\"Name\":\"r\",\"Arn\":\"arn:aws:events:us-east-1:000000000000:rule/r\",\"EventPattern\":"
                                + "\"{\\\"source\\\":[\\\"a\\\"]}\",\"State\":\"DISABLED\",\"EventBusName\":\"default\","
                                + "\"CreatedBy\":\"000000000000\"}");
        assertThat(bench.call("ListTargetsByRule", "{\"Rule\":\"r\"}").path("Targets"))
                .hasSize(1);
        assertThat(bench.call("ListRuleNamesByTarget", "{\"TargetArn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}"))
                .hasToString("{\"RuleNames\":[\"r\"]}");
    }

    @ParameterizedTest(name = "{1} {2}")
    @DisplayName("B.1, B.2: what is refused, in AWS's words")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PutRule           | {"Name":"r","ScheduleExpression":"rate(1 day)","EventBusName":"bus"}  | ValidationException: ScheduleExpression is supported only on the default event bus.
            PutRule           | {"Name":"r"}                                                          | ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.
            PutRule           | {"Name":"r","EventPattern":"{}","EventBusName":"none"}                | InvalidEventPatternException: Event pattern is not valid. Reason: Empty objects are not allowed
            PutRule           | {"Name":"r","EventPattern":"{\\"a\\":[1]}","EventBusName":"none"}     | ResourceNotFoundException: Event bus none does not exist.
            DescribeRule      | {"Name":"r"}                                                          | ResourceNotFoundException: Rule r does not exist on EventBus default.
            EnableRule        | {"Name":"r","EventBusName":"bus"}                                     | ResourceNotFoundException: Rule r does not exist on EventBus bus.
            ListTargetsByRule | {"Rule":"r","EventBusName":"bus"}                                     | ResourceNotFoundException: Rule r does not exist on EventBus bus.
            """)
    void refusals(String operation, String input, String error) {
        assertThat(bench.error(operation, input)).startsWith(error);
    }

    @Test
    @DisplayName("B.1: a rule with targets cannot be deleted; deleting none is not an error")
    void deletion() {
        bench.call("PutRule", "{\"Name\":\"r\"," + PATTERN + "}");
        bench.call("PutTargets", "{\"Rule\":\"r\",\"Targets\":[{\"Id\":\"t\"," + QUEUE + "}]}");
        assertThat(bench.error("DeleteRule", "{\"Name\":\"r\"}"))
                .isEqualTo("ValidationException: Rule can't be deleted since it has targets.");
        bench.call("RemoveTargets", "{\"Rule\":\"r\",\"Ids\":[\"t\"]}");
        bench.call("DeleteRule", "{\"Name\":\"r\"}");
        bench.call("DeleteRule", "{\"Name\":\"r\"}");
        assertThat(bench.call("ListRules", "{}").path("Rules")).isEmpty();
    }

    @Test
    @DisplayName("B.1: a pattern of more than 2,048 characters is refused")
    void longPatterns() {
        assertThat(bench.error(
                        "PutRule",
                        "{\"Name\":\"r\",\"EventPattern\":\"{\\\"a\\\":[\\\"" + "x".repeat(2_040) + "\\\"]}\"}"))
                .startsWith("InvalidEventPatternException");
    }

    @Test
    @DisplayName("B.2: 300 rules on a bus, 30 of them with wildcards, 5 targets on a rule")
    void quotas() {
        String wildcard = "\"EventPattern\":\"{\\\"source\\\":[{\\\"wildcard\\\":\\\"a*\\\"}]}\"";
        for (int i = 0; i < 30; i++) {
            bench.call("PutRule", "{\"Name\":\"w" + i + "\"," + wildcard + "}");
        }
        String limit = "LimitExceededException: The requested resource exceeds the maximum number allowed.";
        assertThat(bench.error("PutRule", "{\"Name\":\"w30\"," + wildcard + "}"))
                .isEqualTo(limit);
        for (int i = 30; i < 300; i++) {
            bench.call("PutRule", "{\"Name\":\"r" + i + "\"," + PATTERN + "}");
        }
        assertThat(bench.error("PutRule", "{\"Name\":\"r300\"," + PATTERN + "}"))
                .isEqualTo(limit);
        for (int i = 0; i < 5; i++) {
            bench.call("PutTargets", "{\"Rule\":\"w0\",\"Targets\":[{\"Id\":\"" + i + "\"," + QUEUE + "}]}");
        }
        assertThat(bench.error("PutTargets", "{\"Rule\":\"w0\",\"Targets\":[{\"Id\":\"5\"," + QUEUE + "}]}"))
                .isEqualTo(limit);
    }

    @Test
    @DisplayName("B.7: TestEventPattern wants a whole envelope")
    void testEventPattern() {
        String event =
                "{\\\"id\\\":\\\"1\\\",\\\"account\\\":\\\"1\\\",\\\"source\\\":\\\"a\\\",\\\"time\\\":\\\"t\\\","
                        + "\\\"region\\\":\\\"r\\\",\\\"detail-type\\\":\\\"d\\\"}";
        assertThat(bench.call("TestEventPattern", "{" + PATTERN + ",\"Event\":\"" + event + "\"}"))
                .hasToString("{\"Result\":true}");
        assertThat(bench.error("TestEventPattern", "{" + PATTERN + ",\"Event\":\"{}\"}"))
                .isEqualTo("ValidationException: Parameter Event is not valid.");
        assertThat(bench.error("TestEventPattern", "{\"EventPattern\":\"[]\",\"Event\":\"" + event + "\"}"))
                .startsWith(
                        "InvalidEventPatternException: Event pattern is not valid. Reason: Filter is not an object");
    }
}
