package dev.sluice.engine.pipes.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reserved variables of Pipes.
 *
 * @param constants by name, such as {@code aws.pipes.pipe-arn}
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html">Reserved variables</a>
 */
public record Variables(Map<String, String> constants) {

    static final String EVENT = "aws.pipes.event";
    static final String EVENT_JSON = "aws.pipes.event.json";
    static final String INGESTION = "aws.pipes.event.ingestion-time";
    private static final Set<String> KNOWN = Set.of(
            "aws.pipes.pipe-arn",
            "aws.pipes.pipe-name",
            "aws.pipes.source-arn",
            "aws.pipes.enrichment-arn",
            "aws.pipes.target-arn",
            EVENT,
            EVENT_JSON,
            INGESTION);

    static boolean knows(String name) {
        return KNOWN.contains(name);
    }

    Optional<JsonNode> value(String name, View event, Instant now) {
        return switch (name) {
            case EVENT -> Optional.of(event.parsed());
            case EVENT_JSON -> Optional.of(event.original());
            case INGESTION ->
                Optional.of(TextNode.valueOf(now.truncatedTo(ChronoUnit.MILLIS).toString()));
            default -> Optional.ofNullable(constants.get(name)).map(TextNode::valueOf);
        };
    }
}
