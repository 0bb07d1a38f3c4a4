package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import java.util.ArrayList;
import java.util.List;

/** Refuses what an API cannot be configured with. */
final class Invalid {

    private Invalid() {}

    static AwsException of(String message) {
        return AwsException.of("BadRequestException", message);
    }

    static String required(JsonNode body, String member) {
        String text = body.path(member).asText("");
        if (text.isEmpty()) {
            throw of("The parameter " + member + " is required.");
        }
        return text;
    }

    /** @param only the values that the engine can honour */
    static String oneOf(JsonNode body, String member, String otherwise, String... only) {
        String text = body.path(member).asText(otherwise);
        if (!List.of(only).contains(text)) {
            throw of(member + " must be " + String.join(" or ", only) + " in the engine, and is " + text + ".");
        }
        return text;
    }

    static int number(JsonNode body, String member, int otherwise, int least, int most) {
        JsonNode value = body.path(member);
        int number = value.isMissingNode() || value.isNull() ? otherwise : value.asInt(Integer.MIN_VALUE);
        if (number < least || number > most) {
            throw of(member + " must be between " + least + " and " + most + ", and is " + value.asText() + ".");
        }
        return number;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
