package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A pipe.
 *
 * @param createdAt in milliseconds since 1970
 * @param modifiedAt in milliseconds since 1970
 * @param startedAt when it was last set to start at the source's latest record, in milliseconds since 1970
 * @param desired RUNNING, STOPPED or DELETED
 * @param current a PipeState
 * @param reason why it is in that state; empty for no reason
 * @param settings the members of CreatePipe that say what it does, such as {@code Source}
 */
public record Pipe(
        String name,
        String arn,
        long createdAt,
        long modifiedAt,
        long startedAt,
        String desired,
        String current,
        String reason,
        JsonNode settings,
        Map<String, String> tags) {

    public static final String RUNNING = "RUNNING";
    public static final String STOPPED = "STOPPED";

    private static final int LONGEST_REASON = 512;

    public String source() {
        return settings.path("Source").asText();
    }

    public String target() {
        return settings.path("Target").asText();
    }

    /** Empty for none. */
    public String enrichment() {
        return settings.path("Enrichment").asText("");
    }

    public String role() {
        return settings.path("RoleArn").asText();
    }

    /** {@code DynamoDBStreamParameters} or {@code SqsQueueParameters} of the source. */
    public JsonNode sourceParameters() {
        JsonNode all = settings.path("SourceParameters");
        return source().contains(":dynamodb:") ? all.path("DynamoDBStreamParameters") : all.path("SqsQueueParameters");
    }

    public JsonNode targetParameters() {
        return settings.path("TargetParameters");
    }

    public Pipe in(String state, String why) {
        String shown = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
        return new Pipe(name, arn, createdAt, modifiedAt, startedAt, desired, state, shown, settings, tags);
    }

    public Pipe wanted(String state, long now) {
        return new Pipe(name, arn, createdAt, now, startedAt, state, current, reason, settings, tags);
    }

    Pipe with(JsonNode changed, String wanted, long now) {
        return new Pipe(name, arn, createdAt, now, startedAt, wanted, current, reason, changed, tags);
    }

    Pipe tagged(Map<String, String> changed) {
        return new Pipe(name, arn, createdAt, modifiedAt, startedAt, desired, current, reason, settings, changed);
    }
}
