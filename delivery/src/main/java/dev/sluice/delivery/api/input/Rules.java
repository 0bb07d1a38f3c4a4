package dev.sluice.delivery.api.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The rules that several resources share. */
public final class Rules {

    /** Names that an owner gives: {@code uid}s, channels, event types. */
    public static final String NAME = "letters, digits and . _ -";

    private static final Pattern NAME_PATTERN = Pattern.compile("[a-zA-Z0-9\\-_.]+");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private Rules() {}

    /** A text of {@code least} to {@code most} characters. */
    public static Rule<String> text(int least, int most) {
        return (value, place, problems) -> {
            if (!value.isTextual()) {
                return wrong("must be a string", place, problems);
            }
            String text = value.asText();
            if (Identifier.isBroken(text)) {
                return wrong("must not contain half of a surrogate pair", place, problems);
            }
            return text.length() < least || text.length() > most
                    ? wrong("must have " + least + " to " + most + " characters", place, problems)
                    : Optional.of(text);
        };
    }

    /** A name of 1 to {@code most} letters, digits, dots, dashes and underscores. */
    public static Rule<String> name(int most) {
        return matching(NAME_PATTERN, most, "must have 1 to " + most + " characters, of these: " + NAME);
    }

    /** A text that a pattern matches as a whole. */
    public static Rule<String> matching(Pattern pattern, int most, String message) {
        return (value, place, problems) -> value.isTextual()
                        && value.asText().length() <= most
                        && pattern.matcher(value.asText()).matches()
                ? Optional.of(value.asText())
                : wrong(message, place, problems);
    }

    /** A whole number; in a query, its digits. */
    public static Rule<Long> whole(long least, long most) {
        String message = "must be a whole number from " + least + " to " + most;
        return (value, place, problems) -> {
            boolean digits = isQuery(place)
                    ? WHOLE.matcher(value.asText()).matches()
                    : value.isIntegralNumber() && value.canConvertToLong();
            if (!digits) {
                return wrong(message, place, problems);
            }
            long number = Long.parseLong(value.asText());
            return number < least || number > most ? wrong(message, place, problems) : Optional.of(number);
        };
    }

    /** A boolean; in a query, {@code true} or {@code false}. */
    public static Rule<Boolean> flag() {
        return (value, place, problems) -> {
            boolean readable = isQuery(place)
                    ? value.asText().equals("true") || value.asText().equals("false")
                    : value.isBoolean();
            return readable
                    ? Optional.of(value.asText().equals("true"))
                    : wrong("must be true or false", place, problems);
        };
    }

    /** A time such as {@code 2026-12-01T01:30:00Z} of RFC 3339. */
    public static Rule<Instant> time() {
        return (value, place, problems) -> {
            try {
                return Optional.of(OffsetDateTime.parse(value.isTextual() ? value.asText() : "")
                        .toInstant());
            } catch (DateTimeException e) {
                return wrong("must be a time such as 2026-12-01T01:30:00Z", place, problems);
            }
        };
    }

    /** One of several words. */
    public static <T> Rule<T> oneOf(Map<String, T> words) {
        return (value, place, problems) -> {
            T meant = words.get(value.asText());
            return meant == null
                    ? wrong("must be " + String.join(" or ", words.keySet()), place, problems)
                    : Optional.of(meant);
        };
    }

    /** A list without duplicates, in its order; in a query, values that commas separate, too. */
    public static <T> Rule<List<T>> list(Rule<T> element, int least, int most) {
        return (given, place, problems) -> {
            JsonNode value = isQuery(place) ? separated(given) : given;
            if (!value.isArray()) {
                return wrong("must be a list", place, problems);
            }
            if (value.size() < least || value.size() > most) {
                return wrong("must have " + least + " to " + most + " elements", place, problems);
            }
            LinkedHashSet<T> elements = new LinkedHashSet<>();
            int wrong = problems.size();
            for (int i = 0; i < value.size(); i++) {
                element.read(value.get(i), Problem.inside(place, Integer.toString(i)), problems)
                        .ifPresent(elements::add);
            }
            return wrong == problems.size() ? Optional.of(List.copyOf(elements)) : Optional.empty();
        };
    }

    /** An object with at most {@code most} members, in its order. A member that is {@code null} is wrong. */
    public static <T> Rule<Map<String, T>> map(Rule<T> member, int longestName, int most) {
        return (value, place, problems) -> {
            if (!value.isObject()) {
                return wrong("must be an object", place, problems);
            }
            if (value.size() > most) {
                return wrong("must have at most " + most + " members", place, problems);
            }
            Map<String, T> members = new LinkedHashMap<>();
            int wrong = problems.size();
            value.properties().forEach(entry -> {
                String name = entry.getKey();
                if (name.isEmpty() || name.length() > longestName || Identifier.isBroken(name)) {
                    wrong("must have names of 1 to " + longestName + " characters", place, problems);
                } else {
                    member.read(entry.getValue(), Problem.inside(place, name), problems)
                            .ifPresent(read -> members.put(name, read));
                }
            });
            return wrong == problems.size() ? Optional.of(members) : Optional.empty();
        };
    }

    /** An owner's notes: up to 50 texts with names. */
    public static Rule<Map<String, String>> metadata() {
        return map(text(0, 500), 128, 50);
    }

    /** An object of any shape. */
    public static Rule<JsonNode> object() {
        return (value, place, problems) ->
                value.isObject() ? Optional.of(value) : wrong("must be an object", place, problems);
    }

    /** A rule with a further check, which answers what is wrong. */
    public static <T> Rule<T> checked(Rule<T> rule, Function<T, Optional<String>> flaw) {
        return (value, place, problems) -> rule.read(value, place, problems).flatMap(read -> {
            Optional<String> found = flaw.apply(read);
            found.ifPresent(message -> wrong(message, place, problems));
            return found.isPresent() ? Optional.empty() : Optional.of(read);
        });
    }

    /** {@code a=1&a=2} is the same list as {@code a=1,2}. */
    private static JsonNode separated(JsonNode value) {
        ArrayNode elements = Json.array();
        for (JsonNode part : value.isArray() ? value : Json.array().add(value)) {
            for (String element : part.asText().split(",", -1)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static boolean isQuery(List<String> place) {
        return place.get(0).equals("query");
    }

    private static <T> Optional<T> wrong(String message, List<String> place, List<Problem> problems) {
        problems.add(new Problem(new ArrayList<>(place), message, Problem.VALUE));
        return Optional.empty();
    }
}
