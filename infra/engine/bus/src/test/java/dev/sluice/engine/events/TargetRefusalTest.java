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

class TargetRefusalTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.call("PutRule", "{\"Name\":\"r\",\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B.10, B.15: what cannot be a target is refused when it is put")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q","DeadLetterConfig":{"Arn":"arn:aws:sqs:us-east-1:000000000000:d.fifo"}} | ValidationException: DeadLetterConfig for target t must name a standard SQS queue in the Region of the rule.
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q","DeadLetterConfig":{"Arn":"arn:aws:sqs:eu-west-1:000000000000:d"}}      | ValidationException: DeadLetterConfig for target t must name a standard SQS queue in the Region of the rule.
            {"Id":"t","Arn":"arn:aws:logs:us-east-1:000000000000:log-group:g","InputTransformer":{"InputTemplate":"{\\"message\\":\\"x\\"}"}} | ValidationException: InputTemplate for target t must be a JSON object with exactly the members timestamp and message, each a placeholder or a string, such as {"timestamp":<timestamp>,"message":<message>}, since the target is a log group.
            {"Id":"t","Arn":"arn:aws:sns:us-east-1:000000000000:t"} | ValidationException: Parameter Arn is not valid. Reason: this engine has no targets such as arn:aws:sns:us-east-1:000000000000:t.
            """)
    void refused(String target, String error) {
        assertThat(bench.error("PutTargets", "{\"Rule\":\"r\",\"Targets\":[" + target + "]}"))
                .isEqualTo(error);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "what one machine does not have: lists are empty, what is named does not exist, making one is refused with a reason")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CreateEventBus              | {"Name":"aws.partner/acme.com/1/evt","EventSourceName":"aws.partner/acme.com/1/evt"} | ResourceNotFoundException: Event source aws.partner/acme.com/1/evt does not exist: only a SaaS partner can make one, and this engine has no such partners. Leave EventSourceName out and name the bus without '/' to have a custom event bus, and allow the publisher's account in the bus's policy.
            CreateEndpoint              | {"Name":"e"}       | ValidationException: A global endpoint needs a second Region, and this engine has one.
            DescribeEndpoint            | {"Name":"e"}       | ResourceNotFoundException: Endpoint e does not exist.
            DeleteEndpoint              | {}                 | ValidationException: 1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null
            ListEndpoints               | {}                 | no error: {"Endpoints":[]}
            ListEventSources            | {}                 | no error: {"EventSources":[]}
            DescribeEventSource         | {"Name":"aws.partner/x/y"} | ResourceNotFoundException: Event source aws.partner/x/y does not exist.
            PutPartnerEvents            | {}                 | OperationDisabledException: This operation is for partner accounts only.
            RemoveTargets               | {"Rule":"r"}       | ValidationException: 1 validation error detected: Value null at 'ids' failed to satisfy constraint: Member must not be null
            CreateEventBus              | {"Name":"b","LogConfig":{"Level":"LOUD"}} | ValidationException: 1 validation error detected: Value 'LOUD' at 'logConfig.level' failed to satisfy constraint: Member must satisfy enum value set: [INFO, ERROR, OFF, TRACE]
            """)
    void absent(String operation, String input, String answer) {
        assertThat(bench.error(operation, input)).isEqualTo(answer);
    }

    @Test
    @DisplayName(
            "a bus keeps its log configuration, its key and its dead-letter queue, and an update changes what it names")
    void busSettings() {
        bench.call(
                "CreateEventBus",
                "{\"Name\":\"b\",\"LogConfig\":{\"Level\":\"TRACE\",\"IncludeDetail\":\"FULL\"},\"KmsKeyIdentifier\":\"k\","
                        + "\"DeadLetterConfig\":{\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:d\"}}");
        bench.call("UpdateEventBus", "{\"Name\":\"b\",\"LogConfig\":{\"Level\":\"OFF\"},\"KmsKeyIdentifier\":\"\"}");
        var view = bench.call("DescribeEventBus", "{\"Name\":\"b\"}");
        assertThat(view.path("LogConfig")).hasToString("{\"Level\":\"OFF\"}");
        assertThat(view.has("KmsKeyIdentifier")).isFalse();
        assertThat(view.path("DeadLetterConfig").path("Arn").asText()).endsWith(":d");
    }
}
