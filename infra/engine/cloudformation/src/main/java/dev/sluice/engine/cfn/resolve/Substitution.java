package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.cfn.template.TemplateException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Fn::Sub}: {@code ${Name}}, {@code ${Resource.Attribute}} and the literal {@code ${!Name}}. */
public final class Substitution {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^{}]*)}");

    private Substitution() {}

    static JsonNode apply(Resolver resolver, JsonNode argument, String at) {
        JsonNode own = argument.isArray() ? argument.path(1) : argument.path("");
        return TextNode.valueOf(replace(text(argument, at), name -> {
            if (own.has(name)) {
                return resolver.text(own.path(name), at + "/1/" + name);
            }
            int dot = name.indexOf('.');
            JsonNode value = dot < 0
                    ? resolver.reference(name, at)
                    : resolver.attribute(name.substring(0, dot), name.substring(dot + 1), at);
            if (!value.isValueNode()) {
                throw new TemplateException(at, "puts ${" + name + "}, which is not a string, into a string");
            }
            return value.asText();
        }));
    }

    /** The template of either form. */
    static String text(JsonNode argument, String at) {
        JsonNode text =
                argument.isArray() ? Resolver.arguments(argument, 2, 2, at).get(0) : argument;
        if (!text.isTextual()) {
            throw new TemplateException(at, "must be a string, or a list of a string and its variables");
        }
        return text.asText();
    }

    /** The names that stand in the template and are not variables of its own. */
    static List<String> names(JsonNode argument, String at) {
        Map<String, Boolean> names = new java.util.LinkedHashMap<>();
        JsonNode own = argument.isArray() ? argument.path(1) : argument.path("");
        replace(text(argument, at), name -> {
            if (!own.has(name)) {
                names.put(name, true);
            }
            return "";
        });
        return List.copyOf(names.keySet());
    }

    private static String replace(String text, UnaryOperator<String> value) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String replacement = matcher.group(1).isEmpty() ? value.apply(name.strip()) : "${" + name + "}";
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(out).toString();
    }
}
