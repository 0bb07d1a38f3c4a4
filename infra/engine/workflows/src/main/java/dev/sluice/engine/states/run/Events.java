package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.data.StateError;

/** Events of an execution's history, as GetExecutionHistory reports them. */
final class Events {

    private Events() {}

    static ObjectNode started(Execution execution, String roleArn) {
        return wrap(
                "executionStartedEventDetails", data("input", execution.input()).put("roleArn", roleArn));
    }

    static ObjectNode entered(Resume resume) {
        return wrap(
                "stateEnteredEventDetails",
                data("input", Json.text(resume.input())).put("name", resume.state()));
    }

    static ObjectNode exited(String state, JsonNode output) {
        return wrap("stateExitedEventDetails", data("output", Json.text(output)).put("name", state));
    }

    static String ended(Execution execution) {
        return switch (execution.status()) {
            case Execution.SUCCEEDED -> "ExecutionSucceeded";
            case Execution.TIMED_OUT -> "ExecutionTimedOut";
            case Execution.ABORTED -> "ExecutionAborted";
            default -> "ExecutionFailed";
        };
    }

    /** The metric that counts such ends: {@code ExecutionsFailed} and so on. */
    static String measured(Execution execution) {
        return execution.status().equals(Execution.TIMED_OUT)
                ? "ExecutionsTimedOut"
                : ended(execution).replace("Execution", "Executions");
    }

    static ObjectNode end(Execution execution) {
        String member = Character.toLowerCase(ended(execution).charAt(0))
                + ended(execution).substring(1) + "EventDetails";
        return execution.status().equals(Execution.SUCCEEDED)
                ? wrap(member, data("output", execution.output()))
                : wrap(member, Json.object().put("error", execution.error()).put("cause", execution.cause()));
    }

    private static ObjectNode data(String member, String text) {
        ObjectNode node = Json.object().put(member, text);
        node.putObject(member + "Details").put("truncated", false);
        return node;
    }

    private static ObjectNode wrap(String member, ObjectNode details) {
        return (ObjectNode) Json.object().set(member, details);
    }

    static Task task(Journal journal, String resource, String region) {
        return new Task(journal, resource, region, resource.startsWith("arn:aws:lambda:"));
    }

    /** The events of one call. */
    record Task(Journal journal, String resource, String region, boolean function) {

        void scheduled(JsonNode input) {
            if (function) {
                journal.event(
                        "LambdaFunctionScheduled",
                        wrap(
                                "lambdaFunctionScheduledEventDetails",
                                data("input", Json.text(input)).put("resource", resource)));
                journal.event("LambdaFunctionStarted", Json.object());
            } else {
                journal.event(
                        "TaskScheduled",
                        wrap(
                                "taskScheduledEventDetails",
                                named().put("region", region).put("parameters", Json.text(input))));
                journal.event("TaskStarted", wrap("taskStartedEventDetails", named()));
            }
        }

        void succeeded(JsonNode result) {
            ObjectNode output = data("output", Json.text(result));
            journal.event(
                    function ? "LambdaFunctionSucceeded" : "TaskSucceeded",
                    function
                            ? wrap("lambdaFunctionSucceededEventDetails", output)
                            : wrap("taskSucceededEventDetails", output.setAll(named())));
        }

        void failed(StateError error) {
            ObjectNode why = Json.object().put("error", error.error()).put("cause", error.cause());
            journal.event(
                    function ? "LambdaFunctionFailed" : "TaskFailed",
                    function
                            ? wrap("lambdaFunctionFailedEventDetails", why)
                            : wrap("taskFailedEventDetails", why.setAll(named())));
        }

        private ObjectNode named() {
            String[] parts = resource.substring("arn:aws:states:::".length()).split(":");
            String last = parts[parts.length - 1];
            String type = String.join(":", java.util.List.of(parts).subList(0, parts.length - 1));
            return Json.object().put("resourceType", type).put("resource", last);
        }
    }
}
