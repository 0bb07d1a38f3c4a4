package dev.sluice.engine.destinations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.destinations.http.Headers;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * What a target's HttpParameters may be, under the model's constraints, so that a mistake is found when the target is put and
 * not at every event. A value that is a JSON path is checked as it stands here, and what it finds when it is sent.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html">HttpParameters</a>
 */
public final class HttpParameterChecks {

    private static final int LONGEST = 512;
    private static final Pattern QUERY_KEY = Pattern.compile("[^\\x00-\\x1F\\x7F]+", Pattern.DOTALL);
    private static final Pattern QUERY_VALUE =
            Pattern.compile("[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]*", Pattern.DOTALL);

    private HttpParameterChecks() {}

    /**
     * @param of whose they are, such as {@code target t}
     * @throws AwsException ValidationException that names the member
     */
    public static void check(JsonNode parameters, String of) {
        pairs(parameters, "HeaderParameters", of, Headers::problem);
        pairs(parameters, "QueryStringParameters", of, HttpParameterChecks::query);
        JsonNode path = parameters.path("PathParameterValues");
        if (!path.isMissingNode() && !path.isNull() && !path.isArray()) {
            throw invalid("PathParameterValues", of, "it must be a list of texts");
        }
        for (JsonNode value : path) {
            if (value.asText().isBlank()) {
                throw invalid("PathParameterValues", of, "a value must not be blank");
            }
        }
    }

    private static void pairs(
            JsonNode parameters, String member, String of, BiFunction<String, String, Optional<String>> problem) {
        JsonNode given = parameters.path(member);
        if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
            throw invalid(member, of, "it must be a map of names to texts");
        }
        for (Map.Entry<String, JsonNode> pair : given.properties()) {
            problem.apply(pair.getKey(), pair.getValue().asText()).ifPresent(why -> {
                throw invalid(member, of, "'" + pair.getKey() + "' " + why);
            });
        }
    }

    private static Optional<String> query(String key, String value) {
        if (key.length() > LONGEST || !QUERY_KEY.matcher(key).matches()) {
            return Optional.of("is not a key of 1 to " + LONGEST + " characters without control characters");
        }
        return value.length() > LONGEST || !QUERY_VALUE.matcher(value).matches()
                ? Optional.of("has a value that is longer than " + LONGEST + " characters or holds control characters")
                : Optional.empty();
    }

    private static AwsException invalid(String member, String of, String why) {
        return AwsException.validation(
                "Parameter HttpParameters." + member + " of " + of + " is not valid. Reason: " + why + ".");
    }
}
