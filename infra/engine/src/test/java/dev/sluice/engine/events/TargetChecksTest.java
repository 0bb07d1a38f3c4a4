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

class TargetChecksTest {

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

    @Test
    @DisplayName("B.8: success is two empty counts, and the same id replaces")
    void success() {
        String queue = "\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\"";
        assertThat(bench.call("PutTargets", "{\"Rule\":\"r\",\"Targets\":[{\"Id\":\"t\"," + queue + "}]}"))
                .hasToString("{\"FailedEntryCount\":0,\"FailedEntries\":[]}");
        bench.call("PutTargets", "{\"Rule\":\"r\",\"Targets\":[{\"Id\":\"t\"," + queue + ",\"Input\":\"1\"}]}");
        assertThat(bench.call("ListTargetsByRule", "{\"Rule\":\"r\"}"))
                .hasToString("{\"Targets\":[{\"Id\":\"t\"," + queue + ",\"Input\":\"1\"}]}");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B.8, B.9, B.10, A.10: what is refused, in AWS's words")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Id":"!@#$@!#$","Arn":"arn:aws:sqs:us-east-1:000000000000:q"}                                   | ValidationException: 1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q","Input":"1","InputPath":"$"}                | ValidationException: Only one of Input, InputPath, or InputTransformer must be provided for target t.
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q","InputTransformer":{"InputTemplate":"<x>"}} | ValidationException: InputTemplate for target t contains invalid placeholder x.
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q","RetryPolicy":{"MaximumRetryAttempts":186}} | ValidationException: 1 validation error detected: Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 185
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q","RetryPolicy":{"MaximumEventAgeInSeconds":59}} | ValidationException: 1 validation error detected: Value '59' at 'targets.1.member.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60
            {"Id":"t","Arn":"q"}                                                                               | ValidationException: Parameter q is not valid. Reason: Provided Arn is not in correct format.
            {"Id":"t","Arn":"arn:aws:sqs:us-east-1:000000000000:q.fifo"}                                       | ValidationException: Parameter(s) SqsParameters must be specified for target: t.
            {"Id":"t","Arn":"arn:aws:states:us-east-1:000000000000:stateMachine:m"}                            | ValidationException: RoleArn is required for target arn:aws:states:us-east-1:000000000000:stateMachine:m.
            {"Id":"t","Arn":"arn:aws:events:us-east-1:210987654321:event-bus/b"}                               | ValidationException: RoleArn is required for target arn:aws:events:us-east-1:210987654321:event-bus/b.
            {"Id":"t","Arn":"arn:aws:quantum:us-east-1:000000000000:x"}                                        | ValidationException: Parameter Arn is not valid.
            {"Id":"t"}                                                                                         | ValidationException: 1 validation error detected: Value null at 'targets.1.member.arn' failed to satisfy constraint: Member must not be null
            """)
    void refusals(String target, String error) {
        assertThat(bench.error("PutTargets", "{\"Rule\":\"r\",\"Targets\":[" + target + "]}"))
                .startsWith(error);
    }
}
