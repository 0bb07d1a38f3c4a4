package dev.sluice.engine.lambda.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How a function runs.
 *
 * @param timeout seconds
 * @param memory megabytes: reported to the function, but not enforced, since all functions share one heap
 * @param environment the function's own variables
 * @param deadLetter ARN of the queue for asynchronous invocations that failed for good; empty for none
 * @param logGroup the log group; empty for {@code /aws/lambda/NAME}
 * @param others members of the configuration that are kept and shown, and mean nothing on one machine (VpcConfig ...)
 */
public record Settings(
        String handler,
        String runtime,
        String role,
        String description,
        int timeout,
        int memory,
        Map<String, String> environment,
        String deadLetter,
        String logGroup,
        Code code,
        Map<String, JsonNode> others) {

    public Settings withCode(Code other) {
        return new Settings(
                handler, runtime, role, description, timeout, memory, environment, deadLetter, logGroup, other, others);
    }

    public Settings withDescription(String other) {
        return new Settings(
                handler, runtime, role, other, timeout, memory, environment, deadLetter, logGroup, code, others);
    }
}
