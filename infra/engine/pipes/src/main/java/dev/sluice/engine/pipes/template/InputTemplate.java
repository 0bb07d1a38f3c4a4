package dev.sluice.engine.pipes.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.template.Pieces;
import dev.sluice.engine.template.Skeleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An input template: JSON, or text, with {@code <$.path>} and {@code <aws.pipes...>} in it. Immutable.
 *
 * <p>A placeholder outside of quotes becomes the JSON of its value, one inside of quotes its text. AWS does not say how it
 * escapes that text; here the result is always the JSON that the template means, so nothing is lost.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html">Input transformation</a>
 */
public final class InputTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("<(\\$[^<>\\s]*|aws\\.pipes\\.[a-z.-]+)>");

    private sealed interface Part {
        record Fixed(String text) implements Part {}

        record Path(JsonPath path, boolean quoted) implements Part {}

        record Variable(String name, boolean quoted) implements Part {}
    }

    private final List<Part> parts;
    private final boolean json;
    private final Variables variables;

    private InputTemplate(List<Part> parts, boolean json, Variables variables) {
        this.parts = List.copyOf(parts);
        this.json = json;
        this.variables = variables;
    }

    /**
     * @throws IllegalArgumentException naming the placeholder that means nothing, or the place from which on no event could make
     *     JSON of a template that begins like JSON
     */
    public static InputTemplate parse(String template, Variables variables) {
        List<Part> parts = new ArrayList<>();
        String trimmed = template.strip();
        boolean json = trimmed.startsWith("{")
                || trimmed.startsWith("[")
                || trimmed.startsWith("\"")
                || PLACEHOLDER.matcher(trimmed).matches();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int at = 0;
        boolean quoted = false;
        while (matcher.find()) {
            String fixed = template.substring(at, matcher.start());
            parts.add(new Part.Fixed(fixed));
            quoted = quoted(fixed, quoted);
            parts.add(part(matcher.group(1), quoted || !json));
            at = matcher.end();
        }
        parts.add(new Part.Fixed(template.substring(at)));
        if (json) {
            flaw(template, parts).ifPresent(flaw -> {
                throw new IllegalArgumentException(flaw);
            });
        }
        return new InputTemplate(parts, json, variables);
    }

    private static Optional<String> flaw(String template, List<Part> parts) {
        Skeleton skeleton = new Skeleton();
        Matcher placeholders = PLACEHOLDER.matcher(template);
        for (Part part : parts) {
            if (part instanceof Part.Fixed fixed) {
                skeleton.literal(fixed.text());
            } else if (placeholders.find()) {
                boolean quoted = part instanceof Part.Path path ? path.quoted() : ((Part.Variable) part).quoted();
                if (quoted) {
                    skeleton.text(placeholders.group());
                } else {
                    skeleton.value(placeholders.group());
                }
            }
        }
        return Pieces.isStrings(template) ? skeleton.flawOfStrings() : skeleton.flawOfJson();
    }

    /** Whether every event makes a JSON object of a template, provided that a sole placeholder stands for one. */
    public static boolean isObject(String template) {
        return template.strip().startsWith("{")
                || PLACEHOLDER.matcher(template.strip()).matches();
    }

    private static Part part(String name, boolean quoted) {
        if (name.startsWith("$")) {
            return new Part.Path(
                    JsonPath.parse(name).orElseThrow(() -> new IllegalArgumentException(name + " is not a path")),
                    quoted);
        }
        if (!Variables.knows(name)) {
            throw new IllegalArgumentException(name + " is not a reserved variable");
        }
        return new Part.Variable(name, quoted);
    }

    private static boolean quoted(String fixed, boolean before) {
        boolean quoted = before;
        for (int i = 0; i < fixed.length(); i++) {
            if (fixed.charAt(i) == '\\') {
                i++;
            } else if (fixed.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    /** What the template makes of an event: JSON if it is JSON, else a text. */
    public JsonNode apply(View event, Instant now) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Fixed fixed) {
                text.append(fixed.text());
            } else if (part instanceof Part.Path path) {
                append(text, path.path().find(event.parsed()), path.quoted());
            } else if (part instanceof Part.Variable variable) {
                append(text, variables.value(variable.name(), event, now), variable.quoted());
            }
        }
        if (!json) {
            return TextNode.valueOf(text.toString());
        }
        try {
            return Json.parse(text.toString());
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text.toString());
        }
    }

    private void append(StringBuilder text, Optional<JsonNode> value, boolean quoted) {
        if (!quoted) {
            text.append(value.map(Json::text).orElse("\"\""));
        } else if (value.isPresent()) {
            String plain = value.get().isTextual() ? value.get().asText() : Json.text(value.get());
            text.append(json ? escaped(plain) : plain);
        }
    }

    private static String escaped(String plain) {
        String literal = Json.text(TextNode.valueOf(plain));
        return literal.substring(1, literal.length() - 1);
    }
}
