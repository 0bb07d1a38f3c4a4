package dev.sluice.engine.sqs.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.sqs.contract.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads members of requests; the query protocol gives numbers as texts. */
public final class Inputs {

    private Inputs() {}

    /** @throws dev.sluice.engine.aws.AwsException MissingParameter */
    public static String required(ObjectNode input, String name) {
        JsonNode value = input.path(name);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            throw Errors.missing(name);
        }
        return value.asText();
    }

    /** A whole number within bounds. {@code rule} is AWS's text for them. */
    public static OptionalInt number(ObjectNode input, String name, int least, int most, String rule) {
        JsonNode value = input.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        String text = value.asText();
        if (!text.matches("-?\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Errors.invalid(name, text, rule);
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    public static List<String> texts(ObjectNode input, String name) {
        List<String> texts = new ArrayList<>();
        input.path(name).forEach(value -> texts.add(value.asText()));
        return texts;
    }

    public static Map<String, String> map(ObjectNode input, String name) {
        Map<String, String> map = new TreeMap<>();
        input.path(name)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
