package dev.sluice.engine.sqs.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The attributes that a sender gives to a message.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message metadata</a>
 */
final class MessageAttributes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\u00C0-\\u017F-]+");
    static final String TRACE = "AWSTraceHeader";
    private static final ObjectNode NONE = Json.object();

    private MessageAttributes() {}

    /** Checked and reduced to what is known: DataType, and StringValue or BinaryValue. */
    static ObjectNode read(JsonNode given) {
        if (given.isEmpty()) {
            return NONE;
        }
        if (given.size() > Limits.MESSAGE_ATTRIBUTES) {
            throw Errors.parameter("Number of message attributes [" + given.size() + "] exceeds the allowed maximum ["
                    + Limits.MESSAGE_ATTRIBUTES + "].");
        }
        ObjectNode read = Json.object();
        given.properties().forEach(attribute -> {
            name(attribute.getKey());
            read.set(attribute.getKey(), value("Message (user) attribute '", attribute.getKey(), attribute.getValue()));
        });
        return read;
    }

    /** The attributes that only AWS's own services know: the trace header. */
    static ObjectNode readSystem(JsonNode given) {
        if (given.isEmpty()) {
            return NONE;
        }
        ObjectNode read = Json.object();
        given.properties().forEach(attribute -> {
            if (!attribute.getKey().equals(TRACE)) {
                throw Errors.parameter("Message system attribute name '" + attribute.getKey() + "' is invalid.");
            }
            ObjectNode value = value("Message (system) attribute '", TRACE, attribute.getValue());
            if (!value.path("DataType").asText().equals("String")) {
                throw Errors.parameter("The message system attribute '" + TRACE + "' must be of type 'String'.");
            }
            read.set(TRACE, value);
        });
        return read;
    }

    private static void name(String name) {
        if (name.length() > Limits.ATTRIBUTE_NAME) {
            throw Errors.parameter("Message (user) attribute names must be shorter than 256 Bytes");
        }
        if (!NAME.matcher(name).matches()) {
            throw Errors.parameter(
                    "Message (user) attributes name can only contain upper and lower score characters, digits,"
                            + " periods, hyphens and underscores. ");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws.")
                || lower.startsWith("amazon.")
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")) {
            throw Errors.parameter(
                    "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are"
                            + " reserved for internal use. Additionally, they cannot start or end with '.'.");
        }
    }

    private static ObjectNode value(String what, String name, JsonNode given) {
        String type = given.path("DataType").asText("");
        if (type.isEmpty()) {
            throw Errors.parameter(what + name + "' must contain a non-empty message attribute type.");
        }
        if (type.length() > Limits.ATTRIBUTE_NAME) {
            throw Errors.parameter("Message (user) attribute types must be shorter than 256 Bytes");
        }
        String base = type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
        if (!List.of("String", "Number", "Binary").contains(base)) {
            throw Errors.parameter(
                    what + name + "' has an invalid message attribute type, the set of supported type prefixes"
                            + " is Binary, Number, and String.");
        }
        boolean binary = base.equals("Binary");
        String member = binary ? "BinaryValue" : "StringValue";
        String value = given.path(member).asText("");
        if (value.isEmpty()) {
            throw Errors.parameter(
                    what + name + "' must contain a non-empty value of type '" + (binary ? "Binary" : "String") + "'.");
        }
        if (base.equals("Number")) {
            number(what, name, value);
        } else if (binary) {
            base64(value);
        } else {
            text(value);
        }
        return Json.object().put(member, value).put("DataType", type);
    }

    /** The characters are those of bodies, the error is another. */
    private static void text(String value) {
        try {
            Text.check(value);
        } catch (AwsException e) {
            throw Errors.parameter(e.message());
        }
    }

    private static void number(String what, String name, String value) {
        try {
            if (value.length() <= 400) {
                new java.math.BigDecimal(value);
                return;
            }
        } catch (NumberFormatException e) {
            throw notANumber(what, name, value);
        }
        throw notANumber(what, name, value);
    }

    private static AwsException notANumber(String what, String name, String value) {
        return Errors.parameter("Can't cast the value of " + what.toLowerCase(Locale.ROOT) + name + "' to a number: "
                + value.substring(0, Math.min(value.length(), 100)));
    }

    private static void base64(String value) {
        try {
            Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw AwsException.of("SerializationException", "A BinaryValue is not valid base64.");
        }
    }
}
