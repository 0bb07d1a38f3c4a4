package dev.sluice.rules.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reports the position of a mistake where EventBridge does: behind the offending token, and named twice for an element of a list
 * inside {@code anything-but}. Recorded on AWS by LocalStack's tests.
 */
final class Places {

    private static final Pattern PLACE =
            Pattern.compile("\\n at \\[Source: .*; line: (\\d+), column: (\\d+)]$", Pattern.DOTALL);
    private static final Pattern UNRECOGNIZED = Pattern.compile("^Unrecognized token '([^']*)'");
    private static final Pattern NO_STRING =
            Pattern.compile("^(prefix/suffix|wildcard) match pattern must be a string\\n");
    private static final Set<String> LISTS = Set.of("prefix", "suffix", "wildcard");
    private static final JsonFactory JSON = new JsonFactory();

    private Places() {}

    static String of(String pattern, String reason) {
        var unrecognized = UNRECOGNIZED.matcher(reason);
        if (unrecognized.find()) {
            return moved(reason, place -> column(place) + unrecognized.group(1).length());
        }
        if (NO_STRING.matcher(reason).find()) {
            return element(pattern).map(place -> twice(reason, place)).orElse(reason);
        }
        return reason;
    }

    private interface Column {
        int of(MatchResult place);
    }

    private static int column(MatchResult place) {
        return Integer.parseInt(place.group(2));
    }

    private static String moved(String reason, Column column) {
        var place = PLACE.matcher(reason);
        if (!place.find()) {
            return reason;
        }
        return reason.substring(0, place.start(2)) + column.of(place.toMatchResult()) + "]";
    }

    private static String twice(String reason, JsonLocation element) {
        var place = PLACE.matcher(reason);
        if (!place.find()) {
            return reason;
        }
        String suffix = reason.substring(place.start(), place.start(1)) + element.getLineNr() + ", column: "
                + element.getColumnNr() + "]";
        return reason.substring(0, place.start()) + suffix + suffix;
    }

    /** Where the first non-string element ends, in the first list inside anything-but that has one. */
    private static Optional<JsonLocation> element(String pattern) {
        try (JsonParser parser = JSON.createParser(pattern)) {
            String outer = "";
            String inner = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    outer = inner;
                    inner = parser.currentName();
                } else if (token == JsonToken.START_ARRAY && outer.equals("anything-but") && LISTS.contains(inner)) {
                    do {
                        token = parser.nextToken();
                    } while (token == JsonToken.VALUE_STRING);
                    if (token != JsonToken.END_ARRAY) {
                        return Optional.of(parser.currentLocation());
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
