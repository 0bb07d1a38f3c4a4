package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The intrinsic functions that give values. */
@FunctionalInterface
public interface Functions {

    JsonNode apply(Resolver resolver, JsonNode argument, String pointer);

    Map<String, Functions> ALL = Map.ofEntries(
            Map.entry("Ref", (resolver, argument, at) -> resolver.reference(argument.asText(), at)),
            Map.entry("Fn::GetAtt", Functions::getAtt),
            Map.entry("Fn::Sub", Substitution::apply),
            Map.entry("Fn::Join", Functions::join),
            Map.entry("Fn::Select", Functions::select),
            Map.entry("Fn::Split", Functions::split),
            Map.entry("Fn::If", (resolver, argument, at) -> resolver.resolve(branch(resolver, argument, at), at)),
            Map.entry("Fn::FindInMap", Functions::findInMap),
            Map.entry("Fn::ImportValue", Functions::importValue),
            Map.entry("Fn::Base64", Functions::base64),
            Map.entry("Fn::GetAZs", Functions::availabilityZones));

    static boolean isFunction(String name) {
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    static Functions of(String name) {
        Functions known = ALL.get(name);
        return known != null
                ? known
                : (resolver, argument, at) -> {
                    throw new TemplateException(at, "is a function that the engine does not support");
                };
    }

    /** The branch of an Fn::If that its condition chooses, not yet resolved. */
    static JsonNode branch(Resolver resolver, JsonNode argument, String at) {
        List<JsonNode> parts = Resolver.arguments(argument, 3, 3, at);
        Boolean holds = resolver.scope().conditions().get(parts.get(0).asText());
        if (holds == null) {
            throw new TemplateException(
                    at, "names the condition " + parts.get(0).asText() + ", which does not exist");
        }
        return parts.get(holds ? 1 : 2);
    }

    /** {@code [resource, attribute]} or {@code resource.attribute}; the attribute may be a Ref. */
    private static JsonNode getAtt(Resolver resolver, JsonNode argument, String at) {
        if (argument.isTextual()) {
            String[] halves = argument.asText().split(Pattern.quote("."), 2);
            if (halves.length == 2) {
                return resolver.attribute(halves[0], halves[1], at);
            }
        }
        List<JsonNode> parts = Resolver.arguments(argument, 2, 2, at);
        return resolver.attribute(parts.get(0).asText(), resolver.text(parts.get(1), at + "/1"), at);
    }

    private static JsonNode join(Resolver resolver, JsonNode argument, String at) {
        List<JsonNode> parts = Resolver.arguments(argument, 2, 2, at);
        ArrayNode values = resolver.list(parts.get(1), at + "/1");
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isContainerNode()) {
                throw new TemplateException(at + "/1/" + i, "must be a string");
            }
            joined.append(i == 0 ? "" : parts.get(0).asText())
                    .append(values.get(i).asText());
        }
        return TextNode.valueOf(joined.toString());
    }

    private static JsonNode select(Resolver resolver, JsonNode argument, String at) {
        List<JsonNode> parts = Resolver.arguments(argument, 2, 2, at);
        String index = resolver.text(parts.get(0), at + "/0");
        ArrayNode values = resolver.list(parts.get(1), at + "/1");
        JsonNode value = index.matches("[0-9]{1,6}") ? values.path(Integer.parseInt(index)) : values.path(-1);
        if (value.isMissingNode()) {
            throw new TemplateException(at, "selects element " + index + " of a list that has " + values.size());
        }
        return value;
    }

    private static JsonNode split(Resolver resolver, JsonNode argument, String at) {
        List<JsonNode> parts = Resolver.arguments(argument, 2, 2, at);
        String separator = parts.get(0).asText();
        if (separator.isEmpty()) {
            throw new TemplateException(at + "/0", "must be a string that is not empty");
        }
        ArrayNode pieces = Json.array();
        for (String piece : resolver.text(parts.get(1), at + "/1").split(Pattern.quote(separator), -1)) {
            pieces.add(piece);
        }
        return pieces;
    }

    private static JsonNode findInMap(Resolver resolver, JsonNode argument, String at) {
        List<JsonNode> parts = Resolver.arguments(argument, 3, 3, at);
        String map = resolver.text(parts.get(0), at + "/0");
        String first = resolver.text(parts.get(1), at + "/1");
        String second = resolver.text(parts.get(2), at + "/2");
        JsonNode value = Optional.ofNullable(resolver.scope().mappings().get(map))
                .map(found -> found.path(first).path(second))
                .filter(found -> !found.isMissingNode())
                .orElseThrow(() -> new TemplateException(
                        at, "finds nothing in the mapping " + map + " under " + first + " and " + second));
        return value;
    }

    private static JsonNode importValue(Resolver resolver, JsonNode argument, String at) {
        String name = resolver.text(argument, at);
        return TextNode.valueOf(resolver.scope()
                .lookups()
                .exports()
                .apply(name)
                .orElseThrow(() -> new TemplateException(at, "imports " + name + ", which no stack exports")));
    }

    private static JsonNode base64(Resolver resolver, JsonNode argument, String at) {
        byte[] bytes = resolver.text(argument, at).getBytes(StandardCharsets.UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    private static JsonNode availabilityZones(Resolver resolver, JsonNode argument, String at) {
        String given = resolver.text(argument, at);
        String region = given.isEmpty() ? resolver.scope().region() : given;
        return Json.array().add(region + "a").add(region + "b").add(region + "c");
    }
}
