package dev.sluice.engine.pipes.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.pipes.check.Kinds;
import dev.sluice.engine.pipes.check.PipeChecks;
import java.util.List;
import java.util.Map;

/**
 * What UpdatePipe leaves of a pipe's settings: what is not given stays, and a service's own parameters are replaced as one.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_UpdatePipe.html">UpdatePipe</a>
 */
final class PipeUpdate {

    private static final List<String> WHOLE =
            List.of("Description", "Enrichment", "Target", "RoleArn", "LogConfiguration", "KmsKeyIdentifier");
    private static final List<String> BY_MEMBER =
            List.of("SourceParameters", "EnrichmentParameters", "TargetParameters");
    private static final String STREAM = "DynamoDBStreamParameters";
    private static final String START = "StartingPosition";

    private PipeUpdate() {}

    /** @throws AwsException ValidationException if it would change the source */
    static ObjectNode merge(JsonNode settings, ObjectNode input) {
        ObjectNode merged = settings.deepCopy();
        JsonNode source = input.path("Source");
        if (!source.isMissingNode() && !source.equals(settings.path("Source"))) {
            throw AwsException.validation("Source cannot be changed; create another pipe.");
        }
        for (String member : WHOLE) {
            if (input.hasNonNull(member)) {
                merged.set(member, input.get(member));
            }
        }
        dropOfOtherKind(merged, settings);
        for (String member : BY_MEMBER) {
            if (input.path(member).isObject()) {
                merge(merged, member, input.path(member));
            }
        }
        JsonNode start = settings.path("SourceParameters").path(STREAM).path(START);
        if (!start.isMissingNode() && merged.path("SourceParameters").path(STREAM) instanceof ObjectNode stream) {
            stream.set(START, start);
        }
        for (String member : List.of("Enrichment", "Description")) {
            if (merged.path(member).asText("").isEmpty()) {
                merged.remove(member);
            }
        }
        for (String member : BY_MEMBER) {
            merged.path(member)
                    .properties()
                    .removeIf(
                            each -> each.getValue().isEmpty() && each.getValue().isObject());
            if (merged.path(member).isEmpty()) {
                merged.remove(member);
            }
        }
        return merged;
    }

    private static void merge(ObjectNode merged, String member, JsonNode given) {
        ObjectNode into = merged.withObject("/" + member);
        for (Map.Entry<String, JsonNode> each : given.properties()) {
            if (each.getValue().isTextual() && each.getValue().asText().isEmpty()) {
                into.remove(each.getKey());
            } else if (!each.getValue().isNull()) {
                into.set(each.getKey(), each.getValue().deepCopy());
            }
        }
    }

    /** A target of another kind has no use for the parameters of the old one. */
    private static void dropOfOtherKind(ObjectNode merged, JsonNode settings) {
        JsonNode target = merged.path("Target");
        if (target.equals(settings.path("Target"))
                || !PipeChecks.ARN
                        .pattern()
                        .orElseThrow()
                        .matcher(target.asText())
                        .matches()) {
            return;
        }
        Kinds.Target old = Kinds.target(settings.path("Target").asText());
        if (Kinds.target(target.asText()) != old && merged.path("TargetParameters") instanceof ObjectNode parameters) {
            parameters.remove(old.parameters());
        }
    }
}
