package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input template of a log group: a JSON object of {@code timestamp} and {@code message}, each a placeholder or a string. How
 * the placeholders are named is up to the template.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input transformation</a>
 * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets-readme.html#log-an-event-into-a-loggroup">CDK's
 *     form of it, which also has static messages</a>
 */
final class LogTemplate {

    /** A JSON string, or a placeholder outside of one. */
    private static final Pattern TOKEN =
            Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*+\")|<[A-Za-z0-9_.-]+>", Pattern.DOTALL);

    private LogTemplate() {}

    /** Whether the template has the shape that a log group takes. */
    static boolean fits(String template) {
        String filled = TOKEN.matcher(template)
                .replaceAll(token -> token.group(1) == null ? "\"\"" : Matcher.quoteReplacement(token.group(1)));
        try {
            JsonNode shape = Json.parse(filled);
            return shape.isObject()
                    && shape.size() == 2
                    && shape.path("timestamp").isTextual()
                    && shape.path("message").isTextual();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
