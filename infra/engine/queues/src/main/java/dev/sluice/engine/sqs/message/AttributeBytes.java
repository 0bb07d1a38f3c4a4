package dev.sluice.engine.sqs.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.sqs.disk.Md5;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Message attributes as bytes: their size, and the digest that clients check.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating the MD5 message digest</a>
 */
public final class AttributeBytes {

    private static final int STRING = 1;
    private static final int BINARY = 2;

    private AttributeBytes() {}

    public static String md5(ObjectNode attributes) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sorted.forEach((name, attribute) -> {
            part(out, name.getBytes(StandardCharsets.UTF_8));
            part(out, attribute.path("DataType").asText().getBytes(StandardCharsets.UTF_8));
            out.write(binary(attribute) ? BINARY : STRING);
            part(out, value(attribute));
        });
        return Md5.of(out.toByteArray());
    }

    /** Bytes that count toward the message's size: names, types and values. */
    static int size(ObjectNode attributes) {
        int size = 0;
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            size += utf8(attribute.getKey())
                    + utf8(attribute.getValue().path("DataType").asText())
                    + value(attribute.getValue()).length;
        }
        return size;
    }

    /** The length in UTF-8, without making the bytes. */
    static int utf8(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c >= 0x800 ? (Character.isHighSurrogate(c) ? 1 : Character.isLowSurrogate(c) ? 1 : 2) : 1;
            }
        }
        return length;
    }

    private static boolean binary(JsonNode attribute) {
        return attribute.path("DataType").asText().startsWith("Binary");
    }

    private static byte[] value(JsonNode attribute) {
        return binary(attribute)
                ? Base64.getDecoder().decode(attribute.path("BinaryValue").asText())
                : attribute.path("StringValue").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static void part(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }
}
