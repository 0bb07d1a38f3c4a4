package dev.sluice.engine.states.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.task.Machine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An execution. Times are epoch milliseconds; 0 for not yet.
 *
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 * @param output and {@code error}, {@code cause}: empty if there is none
 */
public record Execution(
        String arn,
        String machine,
        String name,
        String status,
        long started,
        long stopped,
        String input,
        String output,
        String error,
        String cause,
        String trace) {

    public static final String RUNNING = "RUNNING";
    public static final String SUCCEEDED = "SUCCEEDED";
    public static final String FAILED = "FAILED";
    public static final String TIMED_OUT = "TIMED_OUT";
    public static final String ABORTED = "ABORTED";

    public boolean running() {
        return status.equals(RUNNING);
    }

    Execution ended(String how, long at, String result, String failure, String why) {
        return new Execution(arn, machine, name, how, started, at, input, result, failure, why, trace);
    }

    /** What states see as {@code $$}. */
    ObjectNode context(Machine of) {
        ObjectNode context = Json.object();
        ObjectNode execution = context.putObject("Execution").put("Id", arn).put("Name", name);
        execution.set("Input", Json.parseTrusted(input));
        execution
                .put("RoleArn", of.roleArn())
                .put(
                        "StartTime",
                        Instant.ofEpochMilli(started)
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString());
        context.putObject("StateMachine").put("Id", of.arn()).put("Name", of.name());
        return context;
    }
}
