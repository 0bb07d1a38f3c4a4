package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "B.12: a template that no event could make JSON of is refused when it is put, with the target and the place")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":testing_at_<f1>}          | line 1, column 9: Unrecognized token 'testing_at_'
            {"a":<f1>                         | line 1, column 10: Unexpected end-of-input
            {"a": <f1>,}                      | line 1, column 12: Unexpected character ('}'
            {<f1>: 1}                         | line 1, column 2: no value may stand in the place of <f1>
            {"a":"<f1>""b":1}                 | line 1, column 12: Unexpected character ('"'
            bare text                         | line 1, column 1: Unrecognized token 'bare'
            bare <f1>                         | line 1, column 1: Unrecognized token 'bare'
            {"a":<f1><f1>}                    | line 1, column 10: no value may stand in the place of <f1>
            {"a":1<f1>}                       | line 1, column 7: no value may stand in the place of <f1>
            {"a":1} {"b":2}                   | line 1, column 9: something follows the end of the JSON
            "never closed <f1>                | line 1, column 19: Unexpected end-of-input
            "a": 1                            | line 1, column 4: Unexpected character (':'
            "a" 1                             | line 1, column 5: a text that begins with a quote must be quoted strings all through
            {"e":"<aws.events.event.json>"}   | line 1, column 7: no value may stand in the place of <aws.events.event.json>
            {"e":"all of <aws.events.event>"} | line 1, column 14: no value may stand in the place of <aws.events.event>
            {"a":1e9999999999}                | line 1, column
            """)
    void templatesThatCannotBecomeJson(String template, String flaw) {
        assertThat(bench.error("PutTargets", transformer(template)))
                .startsWith("ValidationException: Invalid InputTemplate for target t : " + flaw);
    }

    @Test
    @DisplayName("B.12: the place is one of the template's lines")
    void templatesOfManyLines() {
        assertThat(bench.error("PutTargets", transformer("{\n  \"a\": <f1>,\n  \"b\": x<f1>\n}")))
                .startsWith("ValidationException: Invalid InputTemplate for target t : line 3, column 8: ");
        assertThat(bench.error("PutTargets", transformer("\"one\ntwo\"")))
                .startsWith(
                        "ValidationException: Invalid InputTemplate for target t : line 1, column 5: Illegal unquoted character");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("B.12: a template that can become JSON, or quoted strings, is taken")
    @ValueSource(
            strings = {
                "{\"a\":<f1>, \"b\":\"at <f1>\"}",
                "[<f1>, \"hard\"]",
                "<f1>",
                "<aws.events.event.json>",
                "\"line one <f1>\"\n\"line two\"",
                "\"all of <aws.events.event.json>\"",
                "\"say \\\"<f1>\\\"\"",
                "{\"a\":\"1 < 2\"}",
                " {\n \"a\": <aws.events.rule-arn>\n}\n",
                "17"
            })
    void templatesThatCanBecomeJson(String template) {
        assertThat(bench.call("PutTargets", transformer(template)))
                .hasToString("{\"FailedEntryCount\":0,\"FailedEntries\":[]}");
    }

    private static String transformer(String template) {
        ObjectNode input = Json.object().put("Rule", "r");
        ObjectNode target = input.putArray("Targets").addObject();
        target.put("Id", "t").put("Arn", "arn:aws:sqs:us-east-1:000000000000:q");
        ObjectNode transformer = target.putObject("InputTransformer");
        transformer.putObject("InputPathsMap").put("f1", "$.time");
        transformer.put("InputTemplate", template);
        return input.toString();
    }
}
