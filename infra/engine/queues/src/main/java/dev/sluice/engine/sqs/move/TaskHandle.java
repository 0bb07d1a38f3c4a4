package dev.sluice.engine.sqs.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a task is cancelled with. */
record TaskHandle(String taskId, String sourceArn) {

    String text() {
        String json = Json.text(Json.object().put("taskId", taskId).put("sourceArn", sourceArn));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws AwsException InvalidParameterValue if it is not a handle */
    static TaskHandle parse(String text) {
        try {
            JsonNode json = Json.parse(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
            if (json.path("taskId").isTextual() && json.path("sourceArn").isTextual()) {
                return new TaskHandle(
                        json.path("taskId").asText(), json.path("sourceArn").asText());
            }
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static AwsException invalid() {
        return Errors.parameter("Value for parameter TaskHandle is invalid.");
    }
}
