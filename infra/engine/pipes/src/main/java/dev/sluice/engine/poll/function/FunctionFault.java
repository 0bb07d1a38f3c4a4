package dev.sluice.engine.poll.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.request.Json;

/** Says what a function's error was, from the error object that Lambda makes of it. */
public final class FunctionFault {

    private static final int SHOWN = 1_000;

    private FunctionFault() {}

    public static Fault of(FunctionCalls.Answer answer) {
        String message = answer.body();
        try {
            JsonNode error = Json.parse(answer.body());
            if (error.has("errorMessage") || error.has("errorType")) {
                message = (error.path("errorType").asText("") + ": "
                        + error.path("errorMessage").asText(""));
            }
        } catch (JsonProcessingException e) {
            message = answer.body();
        }
        return Fault.function(
                answer.error().orElse("Unhandled"), message.length() > SHOWN ? message.substring(0, SHOWN) : message);
    }
}
