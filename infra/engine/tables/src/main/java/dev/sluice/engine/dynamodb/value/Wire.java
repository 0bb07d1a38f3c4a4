package dev.sluice.engine.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;

/** JSON of the wrong shape, reported as the AWS JSON protocol does. */
final class Wire {

    private Wire() {}

    static void expect(boolean right, JsonNode node, String wanted) {
        if (!right) {
            throw AwsException.of("SerializationException", token(node) + " cannot be converted to " + wanted);
        }
    }

    static String text(JsonNode node) {
        expect(node.isTextual(), node, "String");
        return unicode(node.textValue());
    }

    /**
     * An unpaired surrogate is not Unicode: UTF-8, in which items are stored, has no bytes for it. What DynamoDB does with one
     * is not documented; stored as a question mark, two different values would become one.
     */
    static String unicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.charCount(text.codePointAt(i)) != 2) {
                throw AwsException.validation(
                        "One or more parameter values were invalid: the character at position " + i
                                + " of a string is an unpaired surrogate, which is not valid Unicode; send both halves of the pair,"
                                + " or send the value as B");
            }
            i++;
        }
        return text;
    }

    static boolean flag(JsonNode node) {
        expect(node.isBoolean(), node, "Boolean");
        return node.booleanValue();
    }

    static Binary binary(JsonNode node) {
        String text = text(node);
        try {
            return Binary.decode(text);
        } catch (IllegalArgumentException e) {
            throw AwsException.of("SerializationException", "Base64 encoded length is expected a multiple of 4 bytes");
        }
    }

    private static String token(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> "NUMBER_VALUE";
            case STRING -> "STRING_VALUE";
            case BOOLEAN -> node.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
            case ARRAY -> "START_ARRAY";
            case OBJECT -> "START_OBJECT";
            case NULL, MISSING, BINARY, POJO -> "NULL_VALUE";
        };
    }
}
