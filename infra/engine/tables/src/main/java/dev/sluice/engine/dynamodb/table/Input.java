package dev.sluice.engine.dynamodb.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a structure that a client sent. A wrong JSON type is a SerializationException; a missing or forbidden value
 * a ValidationException that names the member.
 */
public record Input(JsonNode node) {

    public boolean has(String member) {
        return node.hasNonNull(member);
    }

    public Optional<String> text(String member) {
        JsonNode value = value(member);
        if (value == null) {
            return Optional.empty();
        }
        expect(value.isTextual(), member, "String");
        return Optional.of(value.textValue());
    }

    public String requiredText(String member) {
        return text(member).orElseThrow(() -> missing(member));
    }

    public Optional<Long> number(String member, long min, long max) {
        JsonNode value = value(member);
        if (value == null) {
            return Optional.empty();
        }
        expect(value.isIntegralNumber() && value.canConvertToLong(), member, "Integer");
        long number = value.longValue();
        if (number < min) {
            throw constraint(member, value.asText(), "Member must have value greater than or equal to " + min);
        }
        if (number > max) {
            throw constraint(member, value.asText(), "Member must have value less than or equal to " + max);
        }
        return Optional.of(number);
    }

    public Optional<Boolean> flag(String member) {
        JsonNode value = value(member);
        if (value == null) {
            return Optional.empty();
        }
        expect(value.isBoolean(), member, "Boolean");
        return Optional.of(value.booleanValue());
    }

    /** One of a closed set of words. */
    public Optional<String> word(String member, String... allowed) {
        Optional<String> text = text(member);
        text.ifPresent(word -> {
            if (!Arrays.asList(allowed).contains(word)) {
                throw constraint(
                        member, word, "Member must satisfy enum value set: [" + String.join(", ", allowed) + "]");
            }
        });
        return text;
    }

    public Optional<Input> object(String member) {
        JsonNode value = value(member);
        if (value == null) {
            return Optional.empty();
        }
        expect(value.isObject(), member, "Map");
        return Optional.of(new Input(value));
    }

    public Input requiredObject(String member) {
        return object(member).orElseThrow(() -> missing(member));
    }

    /** The members of a map, in the order sent. */
    public Map<String, Input> map(String member) {
        Map<String, Input> map = new LinkedHashMap<>();
        object(member)
                .ifPresent(object -> object.node()
                        .properties()
                        .forEach(entry -> map.put(entry.getKey(), new Input(entry.getValue()))));
        return map;
    }

    /** The elements of a list; none if it is absent. */
    public List<Input> list(String member) {
        JsonNode value = value(member);
        List<Input> list = new ArrayList<>();
        if (value != null) {
            expect(value.isArray(), member, "List");
            value.forEach(element -> list.add(new Input(element)));
        }
        return list;
    }

    public List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        for (Input element : list(member)) {
            expect(element.node().isTextual(), member, "String");
            texts.add(element.node().textValue());
        }
        return texts;
    }

    public static AwsException missing(String member) {
        return AwsException.validation("1 validation error detected: Value null at '" + lower(member)
                + "' failed to satisfy constraint: Member must not be null");
    }

    public static AwsException constraint(String member, String value, String rule) {
        return AwsException.validation("1 validation error detected: Value '" + value + "' at '" + lower(member)
                + "' failed to satisfy constraint: " + rule);
    }

    private @Nullable JsonNode value(String member) {
        JsonNode value = node.get(member);
        return value == null || value.isNull() ? null : value;
    }

    private static void expect(boolean right, String member, String wanted) {
        if (!right) {
            throw AwsException.of("SerializationException", member + " cannot be converted to " + wanted);
        }
    }

    private static String lower(String member) {
        return Character.toLowerCase(member.charAt(0)) + member.substring(1);
    }
}
