package dev.sluice.engine.events.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.jsonpath.JsonPath;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.template.Piece;
import dev.sluice.engine.template.Piece.Place;
import dev.sluice.engine.template.Pieces;
import dev.sluice.rules.json.Reading;
import dev.sluice.rules.json.StorableText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * An InputTransformer. A template that begins with a quote is one of strings: its values lose their quotes, and what comes out
 * is delivered as it is. Any other is one of JSON: values go in as JSON, or as bare text within quotes, and what comes out must
 * be JSON. The rules are those of recordings against AWS, which contradict the user guide where a path finds nothing: it leaves
 * an empty string. What AWS does with a text value that holds a quote, a backslash or a line break is not recorded; here it is
 * escaped, so that no user's text costs the delivery. An object or list inside of quotes is not, as recorded.
 */
final class Template implements Input {

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Variable(Function<EventView, Optional<JsonNode>> value, Place place) implements Part {}
    }

    private final List<Part> parts;
    private final boolean json;

    private Template(List<Part> parts, boolean json) {
        this.parts = List.copyOf(parts);
        this.json = json;
    }

    static Template of(JsonNode transformer) {
        Map<String, Function<EventView, Optional<JsonNode>>> variables = new HashMap<>();
        Reserved.VARIABLES.forEach((name, value) -> variables.put(name, event -> Optional.of(value.apply(event))));
        transformer.path("InputPathsMap").properties().forEach(entry -> {
            Optional<JsonPath> path = JsonPath.parse(entry.getValue().asText());
            variables.put(entry.getKey(), event -> path.flatMap(found -> found.find(event.node())));
        });
        String text = transformer.path("InputTemplate").asText();
        List<Part> parts = Pieces.of(text, variables::containsKey).stream()
                .map(piece -> part(piece, variables))
                .toList();
        return new Template(parts, !Pieces.isStrings(text));
    }

    private static Part part(Piece piece, Map<String, Function<EventView, Optional<JsonNode>>> variables) {
        if (piece instanceof Piece.Variable variable) {
            return new Part.Variable(Objects.requireNonNull(variables.get(variable.name())), variable.place());
        }
        return new Part.Literal(((Piece.Literal) piece).text());
    }

    @Override
    public Optional<String> of(EventView event) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                out.append(literal.text());
            } else if (part instanceof Part.Variable variable) {
                out.append(filled(variable.value().apply(event), variable.place()));
            }
        }
        return json ? compact(out.toString()) : Optional.of(StorableText.escaped(out.toString()));
    }

    private static String filled(Optional<JsonNode> value, Place place) {
        if (value.isEmpty()) {
            return place == Place.VALUE ? NOTHING : "";
        }
        JsonNode node = value.get();
        return switch (place) {
            case VALUE -> Json.text(node);
            case QUOTED -> node.isTextual() ? inQuotes(node) : Json.text(node);
            case STRING -> node.isTextual() ? inQuotes(node) : Json.text(node).replace("\"", "");
        };
    }

    private static String inQuotes(JsonNode text) {
        String literal = Json.text(text);
        return literal.substring(1, literal.length() - 1);
    }

    /** The text without whitespace between its tokens, if it is one JSON value. */
    private static Optional<String> compact(String text) {
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            JsonNode node = Reading.tree(Json.MAPPER, parser);
            return node.isMissingNode() || parser.nextToken() != null ? Optional.empty() : Optional.of(Json.text(node));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
