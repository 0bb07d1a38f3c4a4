package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.process.Language;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.Map;

/**
 * The member {@code LoggingConfig}, but for its log group. Only the format JSON has levels.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html">LoggingConfig</a>
 */
final class LoggingInput {

    private static final String MEMBER = "LoggingConfig";
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final List<String> SYSTEM_LEVELS = List.of("DEBUG", "INFO", "WARN");

    private LoggingInput() {}

    /** Puts what {@code logging} says of the format into {@code others}; what is missing stays as it was. */
    static void read(JsonNode logging, String runtime, Map<String, JsonNode> others) {
        if (logging.has("LogFormat")) {
            others.remove(MEMBER);
            String format = one(logging, "LogFormat", "Text", List.of("Text", "JSON"), "logFormat");
            if (format.equals("JSON")) {
                others.put(
                        MEMBER,
                        Json.object()
                                .put("LogFormat", format)
                                .put(
                                        "ApplicationLogLevel",
                                        one(logging, "ApplicationLogLevel", "INFO", LEVELS, "applicationLogLevel"))
                                .put(
                                        "SystemLogLevel",
                                        one(logging, "SystemLogLevel", "INFO", SYSTEM_LEVELS, "systemLogLevel")));
            }
        }
        if (others.containsKey(MEMBER) && Language.of(runtime).isEmpty()) {
            throw LambdaErrors.invalid("The engine writes the logs of functions in Java in the format Text only;"
                    + " LoggingConfig.LogFormat is JSON.");
        }
        if (!others.containsKey(MEMBER) && (logging.has("ApplicationLogLevel") || logging.has("SystemLogLevel"))) {
            throw LambdaErrors.invalid("Log levels can only be set if the LogFormat of LoggingConfig is JSON.");
        }
    }

    private static String one(JsonNode logging, String member, String otherwise, List<String> known, String path) {
        String value = logging.path(member).asText(otherwise);
        if (!known.contains(value)) {
            throw LambdaErrors.validation(
                    value, "loggingConfig." + path, "Member must satisfy enum value set: " + known);
        }
        return value;
    }
}
