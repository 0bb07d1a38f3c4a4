package dev.sluice.engine.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks a value against the type and the constraints of its parameter. */
public final class ParameterCheck {

    private static final Set<String> MEMBERS = Set.of(
            "Type",
            "Default",
            "NoEcho",
            "Description",
            "AllowedValues",
            "AllowedPattern",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue",
            "ConstraintDescription");

    private static final Pattern TYPE =
            Pattern.compile("String|Number|CommaDelimitedList|List<[\\w:]+>|AWS::[\\w:]+(<[\\w:<>]+>)?");

    private final String pointer;
    private final JsonNode declaration;
    private final Problems problems;

    ParameterCheck(String name, JsonNode declaration, Problems problems) {
        this.pointer = "/Parameters/" + name;
        this.declaration = declaration;
        this.problems = problems;
    }

    void check(String value) {
        declaration.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                problems.add(pointer + "/" + member, "is not a member of a parameter");
            }
        });
        String type = Parameters.type(declaration);
        if (!TYPE.matcher(type).matches()) {
            problems.add(pointer + "/Type", "is not a parameter type: " + type);
            return;
        }
        boolean list = Parameters.value(type, "").isArray();
        List<String> values = new ArrayList<>();
        if (list) {
            Parameters.value(type, value).forEach(element -> values.add(element.asText()));
        } else {
            values.add(value);
        }
        values.forEach(element -> element(type, element));
    }

    private void element(String type, String value) {
        if (type.equals("Number") || type.equals("List<Number>")) {
            number(value);
        }
        JsonNode allowed = declaration.path("AllowedValues");
        if (allowed.isArray() && among(allowed, value)) {
            return;
        }
        if (allowed.isArray()) {
            problem("must be one of " + allowed);
        }
        length(value);
        pattern(value);
    }

    private static boolean among(JsonNode allowed, String value) {
        for (JsonNode one : allowed) {
            if (one.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void number(String value) {
        try {
            BigDecimal number = new BigDecimal(value.strip());
            limit("MinValue")
                    .filter(min -> number.compareTo(min) < 0)
                    .ifPresent(min -> problem("must be at least " + min));
            limit("MaxValue")
                    .filter(max -> number.compareTo(max) > 0)
                    .ifPresent(max -> problem("must be at most " + max));
        } catch (NumberFormatException e) {
            problem("must be a number");
        }
    }

    private void length(String value) {
        BigDecimal length = BigDecimal.valueOf(value.length());
        limit("MinLength")
                .filter(min -> length.compareTo(min) < 0)
                .ifPresent(min -> problem("must have at least " + min + " characters"));
        limit("MaxLength")
                .filter(max -> length.compareTo(max) > 0)
                .ifPresent(max -> problem("must have at most " + max + " characters"));
    }

    private void pattern(String value) {
        String pattern = declaration.path("AllowedPattern").asText("");
        try {
            if (!pattern.isEmpty() && !value.matches(pattern)) {
                problem("must match " + pattern);
            }
        } catch (PatternSyntaxException e) {
            problems.add(pointer + "/AllowedPattern", "is not a regular expression: " + e.getDescription());
        }
    }

    private Optional<BigDecimal> limit(String name) {
        String text = declaration.path(name).asText("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            problems.add(pointer + "/" + name, "must be a number");
            return Optional.empty();
        }
    }

    private void problem(String problem) {
        String own = declaration.path("ConstraintDescription").asText("");
        problems.add(pointer, "has a value that " + problem + (own.isEmpty() ? "" : " (" + own + ")"));
    }
}
