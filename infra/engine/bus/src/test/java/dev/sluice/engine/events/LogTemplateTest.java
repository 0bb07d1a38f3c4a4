package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The template of a log group is judged by its shape.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets-readme.html#log-an-event-into-a-loggroup">CDK</a>
 */
class LogTemplateTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.call("PutRule", "{\"Name\":\"r\",\"EventPattern\":\"{\\\"source\\\":[\\\"s\\\"]}\"}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String put(String template) {
        var input = Json.object().put("Rule", "r");
        var target = input.putArray("Targets")
                .addObject()
                .put("Id", "t")
                .put("Arn", "arn:aws:logs:us-east-1:000000000000:log-group:g");
        var transformer = target.putObject("InputTransformer");
        transformer
                .putObject("InputPathsMap")
                .put("time", "$.time")
                .put("detail-type", "$.detail-type")
                .put("f1", "$.id");
        transformer.put("InputTemplate", template);
        return bench.error("PutTargets", Json.text(input));
    }

    @ParameterizedTest
    @DisplayName(
            "the names of the placeholders, the order, white space and static messages are the template's own business")
    @ValueSource(
            strings = {
                "{\"timestamp\":<time>,\"message\":<detail-type>}",
                "{ \"message\" : <f1> ,\n \"timestamp\" : <time> }",
                "{\"timestamp\":<time>,\"message\":\"a <f1> and \\\"{\\\"\"}",
                "{\"timestamp\":<aws.events.event.ingestion-time>,\"message\":<aws.events.event.json>}"
            })
    void taken(String template) {
        assertThat(put(template)).startsWith("no error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":<f1>}",
                "{\"timestamp\":<time>,\"message\":<f1>,\"more\":<f1>}",
                "{\"timestamp\":<time>,\"message\":{\"id\":<f1>}}",
                "{\"timestamp\":<time>,\"message\":[<f1>]}",
                "{\"timestamp\":<time>,\"message\":7}",
                "{\"timestamp\":<time>,\"message\":<f1>",
                "[<time>,<f1>]",
                "\"cus = <f1>\""
            })
    void refused(String template) {
        assertThat(put(template)).startsWith("ValidationException");
    }
}
