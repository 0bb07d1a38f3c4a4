package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the names that a part of a template refers to: resources, parameters and pseudo parameters. */
public final class References {

    private final Map<String, String> found = new LinkedHashMap<>();

    private References() {}

    /** The names, each with the pointer of one place that refers to it. */
    public static Map<String, String> in(JsonNode node, String pointer) {
        References references = new References();
        references.walk(node, pointer);
        return references.found;
    }

    private void walk(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object && object.size() == 1) {
            String name = object.fieldNames().next();
            function(name, object.path(name), pointer + "/" + name);
        }
        if (node.isObject()) {
            node.properties().forEach(member -> walk(member.getValue(), pointer + "/" + member.getKey()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), pointer + "/" + i);
        }
    }

    private void function(String name, JsonNode argument, String at) {
        switch (name) {
            case "Ref" -> add(argument.asText(), at);
            case "Fn::GetAtt" ->
                add(
                        argument.isArray()
                                ? argument.path(0).asText()
                                : argument.asText().split(Pattern.quote("."), 2)[0],
                        at);
            case "Fn::Sub" ->
                Substitution.names(argument, at).forEach(variable -> add(variable.split(Pattern.quote("."), 2)[0], at));
            default -> {
                // Other functions refer to names only through the values inside them.
            }
        }
    }

    private void add(String name, String at) {
        found.putIfAbsent(name, at);
    }
}
