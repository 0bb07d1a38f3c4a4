package dev.sluice.engine.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How mappings are made, shown, changed and refused. */
class MappingControlTest extends MappingFixture {

    @Test
    void mappingsAreRefusedInLambdasWords() {
        queue("work", "{\"VisibilityTimeout\":\"2\"}");
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE)))
                .isEqualTo(
                        "InvalidParameterValueException: Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds");
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"BatchSize\":11}".formatted(QUEUE)))
                .isEqualTo(
                        "InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum batch size is"
                                + " greater than 10");
        assertThat(refusal(
                        "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{\"}]}}"
                                .formatted(QUEUE)))
                .isEqualTo("InvalidParameterValueException: Invalid filter pattern definition.");
        assertThat(refusal(
                        "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"ScalingConfig\":{\"MaximumConcurrency\":1}}"
                                .formatted(QUEUE)))
                .contains("Member must have value greater than or equal to 2");
        String stream = stream();
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(stream)))
                .contains("Value null at 'startingPosition'");
        String gone = stream.substring(0, stream.lastIndexOf('/')) + "/2020-01-01T00:00:00.000";
        assertThat(refusal("{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\",\"StartingPosition\":\"LATEST\"}"
                        .formatted(gone)))
                .isEqualTo("InvalidParameterValueException: Stream not found: " + gone);
    }

    @Test
    void aMappingIsUniqueListedChangedAndDeleted() {
        queue("work", "{}");
        String input = "{\"EventSourceArn\":\"%s\",\"FunctionName\":\"sender\"}".formatted(QUEUE);
        String uuid = create(input).path("UUID").asText();
        assertThat(refusal(input))
                .isEqualTo("ResourceConflictException: An event source mapping with SQS arn (\" " + QUEUE
                        + " \") and function (\" sender \") already exists. Please update or delete the existing mapping with UUID "
                        + uuid);
        assertThat(call("lambda", "ListEventSourceMappings", "{\"EventSourceArn\":\"%s\"}".formatted(QUEUE))
                        .path("EventSourceMappings"))
                .hasSize(1);
        JsonNode disabling = call(
                "lambda",
                "UpdateEventSourceMapping",
                "{\"UUID\":\"%s\",\"Enabled\":false,\"BatchSize\":5}".formatted(uuid));
        assertThat(disabling.path("State").asText()).isEqualTo("Disabling");
        assertThat(disabling.has("LastProcessingResult")).isFalse();
        await().until(() -> state(uuid).equals("Disabled"));
        send("work", "a");
        time.advance(Duration.ofSeconds(5));
        assertThat(batches).isEmpty();
        call("lambda", "UpdateEventSourceMapping", "{\"UUID\":\"%s\",\"Enabled\":true}".formatted(uuid));
        await().until(() -> batches.size() == 1);
        JsonNode view = call("lambda", "GetEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid));
        assertThat(view.path("BatchSize").asInt()).isEqualTo(5);
        assertThat(view.path("FunctionArn").asText()).isEqualTo(FUNCTION);
        call("lambda", "DeleteEventSourceMapping", "{\"UUID\":\"%s\"}".formatted(uuid));
        await().until(() -> call("lambda", "ListEventSourceMappings", "{}")
                .path("EventSourceMappings")
                .isEmpty());
        assertThatThrownBy(() -> state(uuid)).isInstanceOf(AwsException.class);
    }
}
