package dev.sluice.engine.pipes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates that no event could make the target's input of are refused when a pipe is made. */
class PipeTemplateTest {

    private static final String DESTINATION =
            "arn:aws:events:us-east-1:000000000000:api-destination/a/12345678-1234-1234-1234-123456789012";

    @TempDir
    Path folder;

    private Flow flow;

    @BeforeEach
    void open() {
        flow = Flow.open(folder);
    }

    @AfterEach
    void close() {
        flow.close();
    }

    @Test
    void aTargetsTemplateIsRefusedWithThePlace() {
        refused(
                Flow.BUS,
                "TargetParameters",
                "{\"a\":x<$.n>}",
                "TargetParameters.InputTemplate is not valid: line 1, column 6");
    }

    @Test
    void anApiDestinationsTemplateIsRefusedWithThePlace() {
        refused(
                DESTINATION,
                "TargetParameters",
                "{\"a\":<$.n>",
                "TargetParameters.InputTemplate is not valid: line 1, column 11");
    }

    @Test
    void anEnrichmentsTemplateIsRefusedWithThePlace() {
        refused(
                Flow.BUS,
                "EnrichmentParameters",
                "[<$.n>,]",
                "EnrichmentParameters.InputTemplate is not valid: line 1, column 8");
    }

    @Test
    void aTextIsNotTheDetailOfAnEvent() {
        refused(Flow.BUS, "TargetParameters", "order <$.n>", "an event bus takes a JSON object as the detail");
        refused(Flow.BUS, "TargetParameters", "[<$.n>]", "an event bus takes a JSON object as the detail");
    }

    private void refused(String target, String parameters, String template, String message) {
        ObjectNode pipe =
                Json.object().put("Name", "p").put("RoleArn", Flow.ROLE).put("Source", flow.stream);
        pipe.put("Target", target).put("Enrichment", Flow.FUNCTION);
        pipe.putObject("SourceParameters").putObject("DynamoDBStreamParameters").put("StartingPosition", "LATEST");
        pipe.putObject(parameters).put("InputTemplate", template);
        assertThatThrownBy(() -> flow.call("pipes", "CreatePipe", Json.text(pipe)))
                .hasMessageContaining(message);
    }
}
