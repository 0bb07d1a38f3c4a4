package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.request.Json;

/** Starts one state machine as one caller. Thread-safe. */
public record WorkflowCalls(Aws aws, Caller caller, String stateMachineArn) {

    /** Starts an execution and does not wait. */
    public void begin(String input) {
        call("StartExecution", input);
    }

    /** Runs an express workflow to its end; answers the execution. */
    public JsonNode run(String input) {
        return call("StartSyncExecution", input);
    }

    /** Why an execution did not succeed. */
    public static Fault fault(JsonNode execution) {
        return Fault.counted(
                execution
                        .path("error")
                        .asText("States." + execution.path("status").asText("FAILED")),
                execution.path("cause").asText(""));
    }

    private JsonNode call(String operation, String input) {
        return aws.call(
                caller,
                "states",
                operation,
                Json.object().put("stateMachineArn", stateMachineArn).put("input", input));
    }
}
