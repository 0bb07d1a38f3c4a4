package dev.sluice.engine.states.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/** The intrinsic functions of text. */
public final class Texts {

    private static final int LONGEST = 10_000;
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private Texts() {}

    static String string(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("a string is needed, not " + value);
        }
        return value.asText();
    }

    static JsonNode format(List<JsonNode> arguments) {
        String template = string(arguments.get(0));
        StringBuilder out = new StringBuilder();
        int next = 1;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && i + 1 < template.length()) {
                i++;
                out.append(template.charAt(i));
            } else if (c == '{' && i + 1 < template.length() && template.charAt(i + 1) == '}') {
                if (next >= arguments.size()) {
                    throw new IllegalArgumentException("there are more {} than arguments");
                }
                JsonNode value = arguments.get(next++);
                out.append(value.isTextual() ? value.asText() : Json.text(value));
                i++;
            } else {
                out.append(c);
            }
        }
        if (next != arguments.size()) {
            throw new IllegalArgumentException("there are fewer {} than arguments");
        }
        return TextNode.valueOf(out.toString());
    }

    static JsonNode parse(JsonNode text) {
        try {
            return Json.parse(string(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the string is not JSON", e);
        }
    }

    static JsonNode text(JsonNode value) {
        return TextNode.valueOf(Json.text(value));
    }

    static JsonNode split(JsonNode text, JsonNode delimiters) {
        ArrayNode parts = Json.array();
        StringTokenizer tokens = new StringTokenizer(string(text), string(delimiters));
        while (tokens.hasMoreTokens()) {
            parts.add(tokens.nextToken());
        }
        return parts;
    }

    static JsonNode encode(JsonNode text) {
        return TextNode.valueOf(
                Base64.getEncoder().encodeToString(limited(string(text)).getBytes(StandardCharsets.UTF_8)));
    }

    static JsonNode decode(JsonNode text) {
        return TextNode.valueOf(new String(Base64.getDecoder().decode(limited(string(text))), StandardCharsets.UTF_8));
    }

    static JsonNode hash(JsonNode data, JsonNode algorithm) {
        String text = data.isTextual() ? data.asText() : Json.text(data);
        if (!HASHES.contains(string(algorithm))) {
            throw new IllegalArgumentException(
                    "the algorithm must be one of " + HASHES.stream().sorted().toList());
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.asText());
            return TextNode.valueOf(
                    HexFormat.of().formatHex(digest.digest(limited(text).getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no " + algorithm.asText(), e);
        }
    }

    private static String limited(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the string must not be longer than " + LONGEST + " characters");
        }
        return text;
    }
}
