package dev.sluice.engine.states.task;

import java.util.Map;

/**
 * A state machine.
 *
 * @param type STANDARD or EXPRESS
 * @param revision changes with the definition and the role; executions keep the one they began with
 * @param logging and {@code tracing}: as they were given, as JSON; empty for none
 * @param created epoch milliseconds
 */
public record Machine(
        String arn,
        String name,
        String type,
        String definition,
        String roleArn,
        String revision,
        String logging,
        String tracing,
        long created,
        Map<String, String> tags) {

    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean express() {
        return type.equals("EXPRESS");
    }

    public Machine withTags(Map<String, String> now) {
        return new Machine(arn, name, type, definition, roleArn, revision, logging, tracing, created, now);
    }
}
