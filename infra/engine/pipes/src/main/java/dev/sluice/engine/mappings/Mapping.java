package dev.sluice.engine.mappings;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event source mapping.
 *
 * @param functionArn with the qualifier that was given
 * @param roleArn the function's role, which reads the source
 * @param createdAt in milliseconds since 1970
 * @param modifiedAt in milliseconds since 1970
 * @param enabled whether it should run
 * @param state such as Enabled
 * @param settings the members of CreateEventSourceMapping that say what it does, such as {@code BatchSize}
 */
record Mapping(
        String uuid,
        String functionArn,
        String roleArn,
        long createdAt,
        long modifiedAt,
        boolean enabled,
        String state,
        JsonNode settings) {

    String source() {
        return settings.path("EventSourceArn").asText();
    }

    boolean fromStream() {
        return source().contains(":dynamodb:");
    }

    boolean reportsFailures() {
        return !settings.path("FunctionResponseTypes").isEmpty();
    }

    int number(String member, int otherwise) {
        return settings.path(member).asInt(otherwise);
    }

    Mapping in(String next) {
        return new Mapping(uuid, functionArn, roleArn, createdAt, modifiedAt, enabled, next, settings);
    }

    /** The account of its function, which owns it. */
    String account() {
        return functionArn.split(":", 7)[4];
    }

    String arn() {
        String[] function = functionArn.split(":", 7);
        return "arn:aws:lambda:" + function[3] + ":" + function[4] + ":event-source-mapping:" + uuid;
    }
}
